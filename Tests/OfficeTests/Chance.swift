import TestSupport

/// Random numbers from a small seed, drawn from ranges as the standard library does.
struct Chance: RandomNumberGenerator {
  private var random: SeededRandom

  init(_ seed: Int) {
    random = SeededRandom(seed: UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678)
  }

  mutating func next() -> UInt64 { random.next() }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  mutating func one(in count: Int) -> Bool { below(count) == 0 }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
