import TestSupport

extension SeededRandom {
  /// Makes the random numbers of one world: the same seed draws the same again.
  ///
  /// - Parameter purpose: makes two things drawn from one seed independent.
  init(_ seed: Int, _ purpose: UInt64) {
    self.init(
      seed: UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ purpose &* 0xD1B5_4A32_D192_ED03
        &+ 0x1234_5678)
  }

  mutating func pick<Element>(from list: [Element]) -> Element? { list.isEmpty ? nil : pick(list) }

  /// Returns a number whose bit length is evenly distributed, at least of a few bits.
  mutating func anySize(upTo bits: Int) -> Int { below(1 << (3 + below(bits - 2))) }
}
