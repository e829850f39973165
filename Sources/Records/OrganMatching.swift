import Vietnamese

extension OrganDirectory {
  /// Agencies to complete what is typed, the likeliest first: where marks were typed, those that have them; those that exist on
  /// the day; those whose own name (not only its kind) is meant; the shorter name; the dictionary's order. `ubnd dt` gives
  /// UBND xã Đàm Thủy.
  public func matching(_ typed: String, on day: Day, limit: Int = 10) -> [Organ] {
    let typing = OrganTyping(typed)
    guard !typing.tokens.isEmpty, limit > 0 else { return [] }
    var found: [(rank: Int, place: Int)] = []
    for (place, key) in keys.enumerated() {
      guard let score = key.score(typing.tokens) else { continue }
      let organ = organs[place]
      let group = (typing.agrees(with: organ.name) ? 0 : 2) + (organ.exists(on: day) ? 0 : 1)
      found.append(((group * 1_000 + min(score, 999)) * 1_000 + key.weight, place))
    }
    return found.sorted { ($0.rank, dictionaryPlaces[$0.place]) < ($1.rank, dictionaryPlaces[$1.place]) }
      .prefix(limit).map { organs[$0.place] }
  }

  /// Names of agencies that need not be in any directory, of those the ones that what is typed could mean; in the order they came,
  /// but first those that have the marks that were typed.
  public static func names(_ names: [String], matching typed: String) -> [String] {
    let typing = OrganTyping(typed)
    guard !typing.tokens.isEmpty else { return typed.isEmpty ? names : [] }
    let found = names.filter { OrganKey(Organ(id: "", name: $0, level: .other)).score(typing.tokens) != nil }
    return found.filter(typing.agrees) + found.filter { !typing.agrees(with: $0) }
  }
}

/// What is typed of an agency's name.
private struct OrganTyping {
  /// Folded words.
  let tokens: [[UInt8]]
  /// The words that have a mark: as typed, and folded.
  private let marked: [(word: String, folded: String)]

  init(_ typed: String) {
    let typed = String(typed.prefix(200))
    tokens = searchTokens(typed).prefix(12).map { Array($0.utf8) }
    marked = spelledWords(typed).prefix(12).map { ($0, fold($0)) }.filter { $0.0.utf8.count != $0.1.utf8.count }
  }

  /// Whether each word that was typed with marks begins a word of the name with the same ones, or none without them: initials and
  /// words the name has not in full say nothing.
  func agrees(with name: String) -> Bool {
    guard !marked.isEmpty else { return true }
    let words = spelledWords(name).map { ($0, fold($0)) }
    return marked.allSatisfy { typed in
      let meant = words.filter { $0.1.hasPrefix(typed.folded) }
      return meant.isEmpty || meant.contains { marksAgree(typed.word, $0.0) }
    }
  }
}
