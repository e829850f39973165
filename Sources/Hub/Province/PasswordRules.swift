import Vietnamese

/// The rules for new passwords: long enough, not among those that are guessed first, and without well-known names.
public enum PasswordRules {
  /// - Throws: `AccountRefusal`.
  public static func check(_ password: String, account: String, role: Role, hub: String) throws {
    guard password.utf8.count <= 1_000 else { throw AccountRefusal.long }
    let letters = composed(password).count
    guard letters >= role.shortestPassword else {
      // Name the minimum that applies to this role, not first the one of others.
      throw role == .administrator ? AccountRefusal.shortForAdministrator : .short
    }
    guard !isCommon(password) else { throw AccountRefusal.common }
    let parts = PasswordName(password)
    let names = [plain(account), plain(hub), ownName(of: hub)]
    guard !names.contains(where: { parts.has($0) }) else { throw AccountRefusal.named }
  }

  /// The province's own name: `caobang` of `VP UBND tỉnh Cao Bằng`. Empty if nothing is left after the titles.
  private static func ownName(of hub: String) -> String {
    var name = " " + fold(hub).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
    // Replace complete phrases only: `Đồng Nai` and `Thanh Hóa` contain single words of them.
    for title in titles { name = name.replacing(" \(title) ", with: " ") }
    return plain(name)
  }

  /// Titles in the names of offices, folded.
  private static let titles = [
    "van phong", "vp", "uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd", "trung tam", "so noi vu", "lien thong",
    "van ban", "tinh", "thanh pho", "tp",
  ]

  /// Only the lower-case letters without marks and the digits.
  fileprivate static func plain(_ text: String) -> String {
    String(fold(text).filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }

  /// Whether it is of a kind that is guessed first: digits only, a few characters repeated, a walk over the keyboard,
  /// one or two well-known words with digits and symbols around them, letters written as digits.
  static func isCommon(_ password: String) -> Bool {
    let folded = fold(password)
    if folded.allSatisfy({ $0.isNumber || $0.isPunctuation || $0.isWhitespace || $0.isSymbol }) { return true }
    if Set(folded.filter { !$0.isWhitespace }).count <= 3 { return true }
    let all = Array(plain(password).utf8)
    if isWalk(all) || isRepeated(all) { return true }
    return [all, plainLetters(folded)].contains { isOfWords(trimmed($0)) }
  }

  /// Reads digits and symbols as letters: `p@ssw0rd` as `password`.
  private static func plainLetters(_ folded: String) -> [UInt8] {
    // Digits at the ends are an appendix, and no letters.
    let core = folded.drop { !$0.isLetter && $0 != "@" && $0 != "$" }
    let end = core.lastIndex { $0.isLetter }.map { core.index(after: $0) } ?? core.endIndex
    let letters: [Character: Character] = [
      "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]
    return core[..<end].map { letters[$0] ?? $0 }.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.compactMap(
      \.asciiValue)
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
    let head = Array(bytes.drop(while: isDigit))
    return Array(head.reversed().drop(while: isDigit).reversed())
  }

  /// Whether it consists of runs along the rows of a keyboard, or of the alphabet, in either direction.
  private static func isWalk(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let longest =
        rows.map { row in
          zip(rest, rest.dropFirst()).prefix { pair in
            guard let place = row.firstIndex(of: pair.0) else { return false }
            return place + 1 < row.count && row[place + 1] == pair.1
          }.count + 1
        }.max() ?? 1
      guard longest >= 3 || rest.count <= 2 && rest.count < bytes.count else { return false }
      rest = rest.dropFirst(longest)
    }
    return true
  }

  private static let rows: [[UInt8]] = {
    let rows = [
      "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz",
      "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
      "qazwsxedcrfvtgbyhnujmikolp", "azertyuiop",
    ].map { Array($0.utf8) }
    return rows + rows.map { $0.reversed() }
  }()

  /// Whether it is one short piece, repeated.
  private static func isRepeated(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    return (1...bytes.count / 2).contains { length in
      bytes.count % length == 0 && length <= 6 && bytes.indices.allSatisfy { bytes[$0] == bytes[$0 % length] }
    }
  }

  /// Whether it is at most three letters, or one known word, or two.
  private static func isOfWords(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 3 else { return true }
    let text = String(decoding: bytes, as: UTF8.self)
    if words.contains(text) { return true }
    return (1..<bytes.count).contains {
      words.contains(String(decoding: bytes[..<$0], as: UTF8.self))
        && words.contains(String(decoding: bytes[$0...], as: UTF8.self))
    }
  }

  /// Data/common-passwords.txt.
  private static let words: Set<String> = Set(
    String(decoding: PackageResources.common_passwords_txt, as: UTF8.self)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }.flatMap { $0.split(separator: " ").map(String.init) })
}

/// A password in the form in which names are searched: lower-case letters and digits, and where each of its words
/// begins.
private struct PasswordName {
  private var bytes: [UInt8] = []
  private var begins: [Bool] = []

  init(_ password: String) {
    var before: Character?
    for letter in fold(password) {
      defer { before = letter }
      guard letter.isASCII, letter.isLetter || letter.isNumber, let byte = letter.asciiValue else { continue }
      bytes.append(byte)
      // At a symbol, and between letters and digits.
      begins.append(before.map { !($0.isLetter && letter.isLetter || $0.isNumber && letter.isNumber) } ?? true)
    }
  }

  /// Whether it contains the name, whatever is between its words: a long name anywhere, one shorter than five
  /// characters only as a separate word, because these occur by chance in many phrases.
  func has(_ name: String) -> Bool {
    let wanted = Array(name.utf8)
    guard !wanted.isEmpty, wanted.count <= bytes.count else { return false }
    return (0...bytes.count - wanted.count).contains { start in
      let end = start + wanted.count
      guard bytes[start..<end].elementsEqual(wanted) else { return false }
      return wanted.count >= 5 || begins[start] && (end == bytes.count || begins[end])
    }
  }
}
