/// The last frame: how many there were and the hash over all. Without it the packet was cut short.
public struct End: Hashable, Sendable {
  public var frames: Int
  /// Over the header and every frame before this one, as the checks are taken from it.
  public var digest: Hash256
}

extension End {
  func write(to writer: inout ByteWriter) {
    writer.count(frames)
    writer.hash(digest)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    frames = try reader.count()
    digest = try reader.hash()
  }
}
