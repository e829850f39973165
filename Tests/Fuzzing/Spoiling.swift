import TestSupport

/// Corrupts bytes at random: what connections, sticks, servers and people do to them, and what an attacker would.
enum Spoiling {
  /// The size in bytes beyond which nothing grows by being repeated.
  static let most = 400_000

  /// - Parameters:
  /// - others: samples that parts are copied from.
  /// - words: bytes that the reader of these bytes stumbles over, or waits for.
  static func spoil(_ bytes: inout [UInt8], others: [[UInt8]] = [], words: [[UInt8]] = [], _ chance: inout SeededRandom)
  {
    for _ in 0...chance.anySize(upTo: 3) { once(&bytes, others, words, &chance) }
  }

  private static func once(
    _ bytes: inout [UInt8], _ others: [[UInt8]], _ words: [[UInt8]], _ chance: inout SeededRandom
  ) {
    let place = chance.below(bytes.count + 1)
    switch chance.below(12) {
    case 0, 1:
      if place < bytes.count { bytes[place] ^= 1 << UInt8(chance.below(8)) }
    case 2:
      if place < bytes.count { bytes[place] = chance.pick([0, 1, 0x7F, 0x80, 0xFF, UInt8(chance.below(256))]) }
    case 3: bytes.removeSubrange(chance.range(in: bytes.count, atMost: 8))
    case 4: bytes.removeSubrange(place...)
    case 5:
      let part = Array(bytes[chance.range(in: bytes.count, atMost: 10)])
      for _ in 0...chance.anySize(upTo: 8) where bytes.count + part.count < most {
        bytes.insert(contentsOf: part, at: min(place, bytes.count))
      }
    case 6:
      guard !others.isEmpty else { return }
      let other = chance.pick(others)
      bytes.insert(contentsOf: other[chance.range(in: other.count, atMost: 12)], at: place)
    case 7:
      guard !others.isEmpty else { return }
      // The beginning of one and the end of another.
      let other = chance.pick(others)
      bytes = Array(bytes[..<place]) + other[min(place, other.count)...]
    case 8: bytes.insert(contentsOf: chance.bytes(chance.anySize(upTo: 8)), at: place)
    case 9: number(&bytes, at: place, &chance)
    case 10: swap(&bytes, &chance)
    default:
      guard !words.isEmpty else { return number(&bytes, at: place, &chance) }
      bytes.insert(contentsOf: chance.pick(words), at: place)
    }
  }

  /// Exchanges two parts.
  private static func swap(_ bytes: inout [UInt8], _ chance: inout SeededRandom) {
    let one = chance.range(in: bytes.count, atMost: 7)
    let other = chance.range(in: bytes.count, atMost: 7)
    let (first, second) = one.lowerBound <= other.lowerBound ? (one, other) : (other, one)
    guard first.upperBound <= second.lowerBound else { return }
    let (a, b) = (Array(bytes[first]), Array(bytes[second]))
    bytes.replaceSubrange(second, with: a)
    bytes.replaceSubrange(first, with: b)
  }

  /// Replaces the number at this place by one at the edge of the range.
  private static func number(_ bytes: inout [UInt8], at place: Int, _ chance: inout SeededRandom) {
    var end = place
    while end < bytes.count, bytes[end] >= 0x80, end - place < 9 { end += 1 }
    let spelt = chance.one(in: 8) ? chance.pick(wronglySpelt) : varint(chance.pick(edges))
    bytes.replaceSubrange(place..<min(bytes.count, end + 1), with: spelt)
  }

  static let edges: [UInt64] = [
    0, 1, 2, 63, 64, 127, 128, 255, 256, 499, 500, 501, 1_023, 1_025, 16_383, 16_384, 32_767, 65_535, 65_536, 65_537,
    262_144, 262_145, 1 << 21, 1 << 31 - 1, 1 << 31, 1 << 32 - 1, 1 << 32, 1 << 53 - 2, 1 << 53 - 1, 1 << 53,
    1 << 62, 1 << 63 - 1, 1 << 63, .max - 1, .max,
  ]

  private static let wronglySpelt: [[UInt8]] = [
    [0x80, 0x00], [0x80], [UInt8](repeating: 0xFF, count: 10), [UInt8](repeating: 0x80, count: 12), [0xFF, 0x80, 0x00],
  ]

  /// Returns a number as packets write it (LEB128).
  static func varint(_ value: UInt64) -> [UInt8] {
    var (rest, bytes) = (value, [UInt8]())
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
