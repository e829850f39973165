import Records

/// Invalid bytes. `PacketReader` reports where.
struct Malformed: Error {}

/// Reads what `ByteWriter` wrote, from untrusted input: no length beyond the bytes present is believed.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// Counts stay below 2⁵³, so that every language can hold them and no sum of two overflows.
  static let largestCount: UInt64 = 1 << 53 - 1

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = (bytes as? ArraySlice<UInt8>) ?? ArraySlice(bytes)
    place = self.bytes.startIndex
  }

  var left: Int { bytes.endIndex - place }
  var isAtEnd: Bool { left == 0 }

  mutating func byte() throws(Malformed) -> UInt8 {
    guard place < bytes.endIndex else { throw Malformed() }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func raw(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
    guard count >= 0, count <= left else { throw Malformed() }
    defer { place += count }
    return bytes[place..<place + count]
  }

  mutating func rest() -> ArraySlice<UInt8> {
    defer { place = bytes.endIndex }
    return bytes[place...]
  }

  /// Returns the bytes before the next line feed and skips it.
  mutating func line() throws(Malformed) -> ArraySlice<UInt8> {
    guard let end = bytes[place...].firstIndex(of: 0x0A) else { throw Malformed() }
    defer { place = end + 1 }
    return bytes[place..<end]
  }

  /// Reads LEB128. Only the shortest form is valid, so a number has one encoding.
  mutating func unsigned() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw Malformed() }
      value |= UInt64(next & 0x7F) << shift
      if next & 0x80 == 0 {
        guard next != 0 || shift == 0 else { throw Malformed() }
        return value
      }
      shift += 7
    }
  }

  mutating func count() throws(Malformed) -> Int {
    let value = try unsigned()
    guard value <= ByteReader.largestCount else { throw Malformed() }
    return Int(value)
  }

  /// Reads how many items of at least `size` bytes follow; rejects more than there is room for.
  mutating func count(ofAtLeast size: Int) throws(Malformed) -> Int {
    let value = try count()
    guard value <= left / size else { throw Malformed() }
    return value
  }

  mutating func signed() throws(Malformed) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func hash() throws(Malformed) -> Hash256 {
    guard let hash = Hash256(try raw(32)) else { throw Malformed() }
    return hash
  }

  mutating func fixed64() throws(Malformed) -> UInt64 { try raw(8).reduce(0) { $0 << 8 | UInt64($1) } }

  mutating func station() throws(Malformed) -> StationName {
    StationName(number: try raw(4).reduce(0) { $0 << 8 | UInt32($1) })
  }

  mutating func text() throws(Malformed) -> String {
    guard let text = String(validating: try raw(try count()), as: UTF8.self) else { throw Malformed() }
    return text
  }
}
