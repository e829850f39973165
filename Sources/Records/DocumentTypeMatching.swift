import Vietnamese

extension DocumentType {
  /// Returns the type with this name or abbreviation, in any spelling: `Quyết định`, `quyet dinh`, `QĐ`, `qd`; `cv` for
  /// Công văn.
  public static func find(_ typed: String) -> DocumentType? {
    let text = cleaned(typed)
    guard !text.isEmpty, text.utf8.count <= 200 else { return nil }
    let folded = fold(text)
    if let index = places[toneKey(text)] ?? places[folded] { return all[index] }
    return abbreviated(text) ?? aliases[folded].flatMap(find)
  }

  /// Returns types that complete the typed text: by abbreviation, by the beginnings of words in order, by first
  /// letters; equal ones in the order of the law. Returns all of them for an empty text.
  public static func matching(_ typed: String, limit: Int = 40) -> [DocumentType] {
    let tokens = searchTokens(String(typed.prefix(100)))
    let joined = tokens.joined()
    var ranked: [(rank: Int, index: Int)] = []
    let found = find(typed)
    for (index, key) in keys.enumerated() {
      let rank: Int
      if all[index] == found {
        rank = 0
      } else if !joined.isEmpty, key.abbreviation.hasPrefix(joined) {
        rank = 1
      } else if key.startsWords(with: tokens) {
        rank = 2
      } else if key.initials.hasPrefix(joined) {
        rank = 3
      } else if key.containsWords(tokens) {
        rank = 4
      } else {
        continue
      }
      ranked.append((rank, index))
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.prefix(limit).map { all[$0.index] }
  }

  /// Returns the type that a symbol suggests, to fill in the form: `QĐ-UBND` is a Quyết định, `UBND-VX` a Công văn.
  public static func guess(fromNotation notation: String) -> DocumentType? {
    guard let first = notation.split(whereSeparator: { $0 == "-" || $0 == "/" }).first.map(String.init) else {
      return nil
    }
    let folded = fold(first)
    // Laws carry the number of the National Assembly: 45/2019/QH14.
    if folded.hasPrefix("qh"), folded.utf8.count > 2, folded.dropFirst(2).allSatisfy(\.isNumber) { return find("Luật") }
    if folded == "cv" { return officialLetter }
    if let type = abbreviated(first) { return type }
    return first.contains { $0.isLetter } ? officialLetter : nil
  }

  /// Returns the type that a complete code suggests: with a year after the number, `QĐ` and `NQ` are normative
  /// documents.
  public static func guess(from code: DocumentCode) -> DocumentType? {
    guard let type = guess(fromNotation: code.notation) else { return nil }
    guard code.year != nil, let abbreviation = type.abbreviation else { return type }
    return incoming.first { $0.group == .normative && $0.abbreviation == abbreviation } ?? type
  }

  /// Compares exactly first, then ignoring case, then without marks: `HĐ` is Hợp đồng, `hd` Hướng dẫn, `qd` Quyết định.
  private static func abbreviated(_ text: String) -> DocumentType? {
    let lowered = text.lowercased()
    let folded = fold(text)
    return all.first { $0.abbreviation == text }
      ?? all.first { $0.abbreviation?.lowercased() == lowered }
      ?? zip(all, keys).first { !$1.abbreviation.isEmpty && $1.abbreviation == folded }?.0
  }

  /// Common names of types that have no abbreviation, or another one.
  private static let aliases = [
    "cv": "Công văn", "cong van hanh chinh": "Công văn", "sao y": "Bản sao y", "sao luc": "Bản sao lục",
    "trich sao": "Bản trích sao", "don": "Đơn thư", "thoa thuan": "Bản thỏa thuận", "official letter": "Công văn",
    "decision": "Quyết định",
  ]

  private struct Key {
    let name: String
    let words: [String]
    let abbreviation: String
    let initials: String

    init(_ type: DocumentType) {
      name = fold(type.name)
      words = searchTokens(type.name)
      abbreviation = type.abbreviation.map(fold) ?? (type == officialLetter ? "cv" : "")
      initials = Vietnamese.initials(type.name)
    }

    func startsWords(with tokens: [String]) -> Bool {
      tokens.count <= words.count && zip(words, tokens).allSatisfy { $0.hasPrefix($1) }
    }

    func containsWords(_ tokens: [String]) -> Bool {
      tokens.allSatisfy { token in words.contains { $0.hasPrefix(token) } }
    }
  }

  private static let keys = all.map(Key.init)

  /// Indices in `all` by the name as written, in any tone style, and without marks; on a conflict the first in the
  /// law's order.
  static let places: [String: Int] = {
    var places: [String: Int] = [:]
    for spelling in [{ $0 }, toneKey, fold] as [(String) -> String] {
      for (index, type) in all.enumerated() where places[spelling(type.name)] == nil {
        places[spelling(type.name)] = index
      }
    }
    return places
  }()
}
