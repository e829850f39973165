import TestSupport

extension SeededRandom {
  /// Makes the random numbers of one input: the same seed and number give the same input again.
  ///
  /// - Parameter purpose: makes two things drawn from one seed independent.
  init(_ seed: UInt64, _ number: Int, _ purpose: String) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    for byte in purpose.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.init(seed: state ^ UInt64(bitPattern: Int64(number)) &* 0xD1B5_4A32_D192_ED03)
    _ = next()
  }

  /// Returns a number whose bit length is evenly distributed, so that small numbers are as likely as large ones.
  mutating func anySize(upTo bits: Int) -> Int { below(1 << (1 + below(bits))) }

  /// Returns a part of a list, possibly empty.
  mutating func range(in count: Int, atMost most: Int) -> Range<Int> {
    let start = below(count + 1)
    return start..<min(count, start + anySize(upTo: most))
  }
}
