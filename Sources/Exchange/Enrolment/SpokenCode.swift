/// Text that can be read out over the telephone without confusion: Crockford's base 32, without I, L, O and U, five
/// bits a letter.
enum SpokenCode {
  private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// Encodes the lowest 5 × `count` bits of `number`, highest first.
  static func text(_ number: UInt64, count: Int) -> String {
    String(
      decoding: stride(from: 5 * (count - 1), through: 0, by: -5).map { letters[Int(number >> UInt64($0) & 31)] },
      as: UTF8.self)
  }

  /// Decodes at most 12 letters, as `read` returns them.
  static func number(_ text: some StringProtocol) -> UInt64 {
    text.utf8.reduce(0) { $0 << 5 | UInt64(letters.firstIndex(of: $1) ?? 0) }
  }

  /// Reads what a person typed, in either case, with or without dashes and spaces, O for 0, I and L for 1; `nil` unless
  /// it is `count` letters.
  static func read(_ typed: String, count: Int) -> String? {
    guard typed.utf8.count <= 100 else { return nil }
    var text: [UInt8] = []
    for letter in typed.uppercased().utf8 where letter != UInt8(ascii: "-") && letter != UInt8(ascii: " ") {
      switch letter {
      case UInt8(ascii: "O"): text.append(UInt8(ascii: "0"))
      case UInt8(ascii: "I"), UInt8(ascii: "L"): text.append(UInt8(ascii: "1"))
      default:
        guard letters.contains(letter) else { return nil }
        text.append(letter)
      }
    }
    return text.count == count ? String(decoding: text, as: UTF8.self) : nil
  }

  /// Returns the printed form: `7KQ2-M0XD-9TRA`.
  static func grouped(_ text: String, with separator: String = "-") -> String {
    let letters = Array(text)
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
      .joined(separator: separator)
  }
}
