/// Chance from a number (SplitMix64): whatever a run draws, it draws again from the same seed.
public struct Chance: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(_ seed: Int, _ purpose: UInt64 = 0) {
    state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ purpose &* 0xD1B5_4A32_D192_ED03 &+ 0x1234_5678
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func one(in count: Int) -> Bool { below(count) == 0 }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
  mutating func pick<Element>(from list: [Element]) -> Element? { list.isEmpty ? nil : pick(list) }

  /// From a few to very many, each size of number as likely as the next.
  mutating func anySize(upTo bits: Int) -> Int { below(1 << (3 + below(bits - 2))) }

  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count { withUnsafeBytes(of: next()) { bytes += $0 } }
    return Array(bytes.prefix(count))
  }
}
