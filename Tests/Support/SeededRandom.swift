/// Random numbers from a seed (SplitMix64). The same seed returns the same numbers in every run, so a failure that
/// prints its seed can be repeated.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  public mutating func one(in count: Int) -> Bool { below(count) == 0 }
  public mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// - Parameter width: the number of bytes taken from each number, lowest first.
  public mutating func bytes(_ count: Int, fromEach width: Int = 8) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count { withUnsafeBytes(of: next().littleEndian) { bytes += $0.prefix(width) } }
    return Array(bytes.prefix(count))
  }
}
