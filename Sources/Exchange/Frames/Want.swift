import Records

/// The missing pieces of a file: the answer to entries that name files the other side lacks.
public struct Want: Hashable, Sendable {
  public var file: Hash256
  /// How many pieces the file has.
  public var pieces: Int
  /// One bit per piece, the lowest bit of the first byte for piece 0; 1 is missing. Kept as sent, so it stays small for
  /// a file of gigabytes.
  public private(set) var bitmap: [UInt8]
  /// Pieces whose first bytes have arrived: piece to the byte from which the rest is wanted.
  public var begun: [Int: Int]

  /// `missing` and the keys of `begun` are numbers below `pieces`.
  public init(file: Hash256, pieces: Int, missing: some Sequence<Int>, begun: [Int: Int] = [:]) {
    self.file = file
    self.pieces = pieces
    self.begun = begun
    bitmap = [UInt8](repeating: 0, count: (pieces + 7) / 8)
    for piece in missing { bitmap[piece / 8] |= 1 << UInt8(piece % 8) }
    for piece in begun.keys { bitmap[piece / 8] |= 1 << UInt8(piece % 8) }
  }

  /// The missing bytes, at most: the last piece of a file is shorter.
  public var missingBytes: Int {
    bitmap.reduce(0) { $0 + $1.nonzeroBitCount } * WireLimits.piece - begun.values.reduce(0, +)
  }

  public func misses(_ piece: Int) -> Bool {
    (0..<pieces).contains(piece) && bitmap[piece / 8] & 1 << UInt8(piece % 8) != 0
  }
}

extension Want {
  func write(to writer: inout ByteWriter) {
    writer.hash(file)
    writer.count(pieces)
    writer.raw(bitmap)
    writer.count(begun.count)
    for (piece, byte) in begun.sorted(by: { $0.key < $1.key }) {
      writer.count(piece)
      writer.count(byte)
    }
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    file = try reader.hash()
    pieces = try reader.count()
    begun = [:]
    guard pieces <= WireLimits.payload * 8 else { throw Malformed() }
    bitmap = Array(try reader.raw((pieces + 7) / 8))
    // Unused bits must be 0.
    guard pieces % 8 == 0 || (bitmap.last ?? 0) >> UInt8(pieces % 8) == 0 else { throw Malformed() }
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      let piece = try reader.count()
      let byte = try reader.count()
      guard misses(piece), byte < WireLimits.piece, begun.updateValue(byte, forKey: piece) == nil else {
        throw Malformed()
      }
    }
  }
}
