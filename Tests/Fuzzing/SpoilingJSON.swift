import TestSupport

/// Corrupts JSON so that most of it remains JSON: the code after the parser is to be reached.
enum SpoilingJSON {
  static func spoil(_ text: String, others: [String], _ chance: inout SeededRandom) -> String {
    var bytes = Array(text.utf8)
    if chance.one(in: 8) {
      Spoiling.spoil(&bytes, others: others.map { Array($0.utf8) }, words: words.map { Array($0.utf8) }, &chance)
      return String(decoding: bytes, as: UTF8.self)
    }
    var tokens = tokens(bytes)
    for _ in 0...chance.anySize(upTo: 2) where !tokens.isEmpty {
      let place = chance.below(tokens.count)
      switch chance.below(8) {
      case 0, 1, 2, 3:
        // Replaces a value by another of its kind, or of another kind.
        let values = tokens.indices.filter { isValue(tokens, $0) }
        guard !values.isEmpty else { continue }
        let value = chance.pick(values)
        let isText = tokens[value].first == UInt8(ascii: "\"")
        tokens[value] = Array(
          (chance.one(in: 6) ? chance.pick(words) : isText ? quoted(chance.pick(texts)) : chance.pick(numbers)).utf8)
      case 4:
        let other = Self.tokens(Array(chance.pick(others).utf8)).filter { $0.count > 1 }
        if !other.isEmpty, tokens[place].count > 1 { tokens[place] = chance.pick(other) }
      case 5: tokens.remove(at: place)
      case 6: tokens.insert(tokens[place], at: chance.below(tokens.count + 1))
      default:
        // Removes or repeats a field.
        let part = chance.range(in: tokens.count, atMost: 4)
        if chance.one(in: 2) { tokens.removeSubrange(part) } else { tokens.insert(contentsOf: tokens[part], at: place) }
      }
    }
    return String(decoding: tokens.joined(), as: UTF8.self)
  }

  private static func isValue(_ tokens: [[UInt8]], _ place: Int) -> Bool {
    guard let first = tokens[place].first, !Array("{}[]:,".utf8).contains(first) else { return false }
    return place + 1 == tokens.count || tokens[place + 1] != [UInt8(ascii: ":")]
  }

  /// Returns the strings, numbers and literals of JSON, and each other character by itself.
  private static func tokens(_ bytes: [UInt8]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var place = 0
    while place < bytes.count {
      var end = place + 1
      if bytes[place] == UInt8(ascii: "\"") {
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        end = min(end + 1, bytes.count)
      } else if !signs.contains(bytes[place]) {
        while end < bytes.count, !signs.contains(bytes[end]), bytes[end] != UInt8(ascii: "\"") { end += 1 }
      }
      tokens.append(Array(bytes[place..<end]))
      place = end
    }
    return tokens
  }

  private static let signs = Array("{}[]:,".utf8)

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  static let numbers = [
    "0", "1", "-1", "-0", "2", "127", "128", "65536", "2147483647", "2147483648", "4294967296", "9007199254740991",
    "9007199254740992", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615",
    "1e308", "1e999", "-1e-999", "0.5", "1E2", "99999999999999999999999999999999",
  ]

  /// Unlikely strings; dates, names and numbers at the edges of their ranges.
  static let texts = [
    "", " ", "\u{0}", "\n", "\r\n", "\t", "a\u{0}b", "\u{FEFF}", "\u{202E}abc", "\u{1F600}", "e\u{301}\u{323}",
    "\u{FFFD}",
    "\u{10FFFF}", "ẶẶẶ", "Đ", "'", "\"", "\\", "%", "_", "*", "NEAR(a b)", "a OR b", "-", "--", "'; DROP TABLE x; --",
    "<fuzz>", "<fuzz x=\"1\">&", "../../etc/passwd", "/", "a/b", "C:\\x", "0001-01-01", "2026-02-29", "2026-02-30",
    "2026-13-01", "9999-12-31", "10000-01-01", "-0001-01-01", "2026-11-20", "20/11/2026", "31/02/2026", "00000000",
    "ffffffff", "0a1b2c3d", "0A1B2C3D", "0a1b2c3d.1.1", "0a1b2c3d.0.0", "0a1b2c3d.1.9223372036854775807",
    "0a1b2c3d.-1.-1", "0a1b2c3d.1.1.1", "di-2026", "den-2026", "x-2026", "so-noi-vu", "ubnd-tinh",
    "xa-2025-01273/ubnd", "000.00.00.H14", "12/UBND-VX", "12a/QĐ-UBND", "///", "true", "null",
    String(repeating: "a", count: 300), String(repeating: "ấ", count: 5_000), String(repeating: "a ", count: 10_000),
    String(repeating: "0", count: 64), String(repeating: "f", count: 64), String(repeating: "\u{301}", count: 500),
  ]

  static let words = [
    "null", "true", "false", "{}", "[]", "[[]]", "{\"\":0}", "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u0000",
    "\\ud800", "\\udc00\\ud800", "NaN", "Infinity", "-", "/*", "\u{0}",
    String(repeating: "[", count: 100), String(repeating: "[", count: 20_000),
    String(repeating: "{\"a\":", count: 600), String(repeating: "{\"a\":", count: 20_000),
    String(repeating: "[", count: 400) + String(repeating: "]", count: 400),
  ]
}
