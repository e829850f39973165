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
    return found.sorted { ($0.rank, dictionaryPlaces[$0.place]) < ($1.rank, dictionaryPlaces[$1.place]) }
      .prefix(limit).map { organs[$0.place] }
  }

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
