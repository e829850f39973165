import Records

/// The last frame: how many frames there were, and the hash over all. A packet without it was truncated.
public struct End: Hashable, Sendable {
  public var frames: Int
  /// The hash over the header and all frames before this one; the checks are taken from the same hash.
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
