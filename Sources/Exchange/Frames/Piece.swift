import Records

/// Some bytes of a piece of a file. Pieces are 64 KiB; an interrupted transfer resumes at the byte.
public struct Piece: Hashable, Sendable {
  /// The SHA-256 of the entire file, which is its name.
  public var file: Hash256
  /// 0, 1, 2 …
  public var index: Int
  /// The offset in the piece where the bytes begin.
  public var offset: Int
  public var bytes: [UInt8]

  public init(file: Hash256, index: Int, offset: Int, bytes: [UInt8]) {
    self.file = file
    self.index = index
    self.offset = offset
    self.bytes = bytes
  }

  /// What a frame costs besides the bytes, at most.
  public static let cost = WireLimits.frameCost + 32 + 8 + 3

  /// The most bytes that always fit into a frame.
  public static let most = WireLimits.frame - cost

  /// Returns the number of pieces of a file of that many bytes.
  public static func count(in size: Int) -> Int { (size + WireLimits.piece - 1) / WireLimits.piece }

  /// Returns the number of bytes of one piece of it.
  public static func length(of piece: Int, in size: Int) -> Int {
    min(WireLimits.piece, size - piece * WireLimits.piece)
  }
}

extension Piece {
  func write(to writer: inout ByteWriter) {
    writer.hash(file)
    writer.count(index)
    writer.count(offset)
    writer.raw(bytes)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    file = try reader.hash()
    index = try reader.count()
    offset = try reader.count()
    bytes = Array(reader.rest())
    guard !bytes.isEmpty, offset < WireLimits.piece, bytes.count <= WireLimits.piece - offset else { throw Malformed() }
  }
}
