/// Chance from a number (SplitMix64): whatever an input is made of, the same seed and number make it again.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  /// - Parameter purpose: so that two things drawn from one seed have nothing in common.
  init(_ seed: UInt64, _ number: Int, _ purpose: String) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    for byte in purpose.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state ^= UInt64(bitPattern: Int64(number)) &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func one(in count: Int) -> Bool { below(count) == 0 }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// Few as likely as many: each size of number as likely as the next.
  mutating func anySize(upTo bits: Int) -> Int { below(1 << (1 + below(bits))) }

  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count { withUnsafeBytes(of: next()) { bytes += $0 } }
    return Array(bytes.prefix(count))
  }

  /// A part of a list, possibly empty.
  mutating func range(in count: Int, atMost most: Int) -> Range<Int> {
    let start = below(count + 1)
    return start..<min(count, start + anySize(upTo: most))
  }
}
