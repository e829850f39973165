/// A reproducible random generator: SplitMix64. The same seed makes the same office on every machine.
struct SampleRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns x with 0 ≤ x < 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

  mutating func among(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  mutating func chance(_ probability: Double) -> Bool { unit() < probability }
}

/// Positions drawn by weight.
struct Weighted {
  private let sums: [Double]

  init(_ weights: [Double]) {
    var sum = 0.0
    sums = weights.map {
      sum += $0
      return sum
    }
  }

  /// Returns weights by Zipf's law: the first position is drawn most often, each further one less.
  static func zipf(_ count: Int) -> Weighted { Weighted((0..<count).map { 1 / (Double($0) + 1.5) }) }

  func draw(_ random: inout SampleRandom) -> Int {
    let mark = random.unit() * (sums.last ?? 0)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] <= mark { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
