import Vietnamese

extension OrganDirectory {
  /// Agencies to complete what is typed, the likeliest first: where marks were typed, those that have them; those that exist on
  /// the day; those whose own name (not only its kind) is meant; the shorter name; the dictionary's order. `ubnd dt` gives
  /// UBND xã Đàm Thủy.
  public func matching(_ typed: String, on day: Day, limit: Int = 10) -> [Organ] {
    let tokens = OrganDirectory.tokens(typed)
    guard !tokens.isEmpty, limit > 0 else { return [] }
    let marks = TypedMarks(String(typed.prefix(200)))
    var found: [(rank: Int, place: Int)] = []
    for (place, key) in keys.enumerated() {
      guard let score = key.score(tokens) else { continue }
      let organ = organs[place]
      let group = marks.distance(to: organ.name) * 2 + (organ.exists(on: day) ? 0 : 1)
      found.append(((group * 1_000 + min(score, 999)) * 1_000 + key.weight, place))
    }
    found.sort { ($0.rank, $0.place) < ($1.rank, $1.place) }
    guard let last = found.prefix(limit).last?.rank else { return [] }
    // The dictionary decides among equals only: those that are shown, and those equal to the last of them.
    let shown = found.prefix { $0.rank <= last }.sortedByWords { key($0.place) }.enumerated()
    return shown.sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.prefix(limit)
      .map { organs[$0.element.place] }
  }

  /// What namesakes are sorted by: the name, then the district.
  private func key(_ place: Int) -> String { "\(organs[place].name) \(organs[place].parentName ?? "")" }

  /// Names of agencies that need not be in any directory, of those the ones that what is typed could mean; in the order they came,
  /// but first those that have the marks that were typed.
  public static func names(_ names: [String], matching typed: String) -> [String] {
    let tokens = tokens(typed)
    guard !tokens.isEmpty else { return typed.isEmpty ? names : [] }
    let found = names.filter { OrganKey(Organ(id: "", name: $0, level: .other)).score(tokens) != nil }
    return TypedMarks(String(typed.prefix(200))).nearestFirst(found) { $0 }
  }

  private static func tokens(_ typed: String) -> [[UInt8]] {
    searchTokens(String(typed.prefix(200))).prefix(12).map { Array($0.utf8) }
  }
}
