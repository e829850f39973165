import Records

/// Builds the bytes of one header or payload.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func raw(_ part: some Sequence<UInt8>) { bytes.append(contentsOf: part) }

  /// Writes LEB128: seven bits a byte, lowest first; the high bit says that another byte follows.
  mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Writes a count; never negative.
  mutating func count(_ value: Int) { unsigned(UInt64(value)) }

  /// Writes zigzag, so that small numbers of either sign are short: 0, -1, 1, -2 … become 0, 1, 2, 3 …
  mutating func signed(_ value: Int64) { unsigned(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  mutating func hash(_ value: Hash256) { raw(value.bytes) }

  mutating func fixed64(_ value: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) { byte(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
  }

  mutating func station(_ value: StationName) {
    for shift in stride(from: 24, through: 0, by: -8) { byte(UInt8(truncatingIfNeeded: value.number >> UInt32(shift))) }
  }

  mutating func text(_ value: String) {
    count(value.utf8.count)
    raw(value.utf8)
  }
}
