import Vietnamese

extension OrganDirectory {
  /// Returns agencies that complete the typed text, the likeliest first: if marks were typed, those that have them;
  /// those that exist on the day; those whose own name (not only its kind) matches; shorter names; then in the order of
  /// the dictionary. `ubnd dt` finds UBND xã Đàm Thủy.
  public func matching(_ typed: String, on day: Day, limit: Int = 10) -> [Organ] {
    let tokens = OrganDirectory.tokens(typed)
    guard !tokens.isEmpty, limit > 0 else { return [] }
    let marks = TypedMarks(String(typed.prefix(200)))
    var found: [(rank: Int, place: Int)] = []
    let all = keyed
    for (place, one) in all.enumerated() {
      guard let score = one.key.score(tokens) else { continue }
      let group = marks.distance(to: one.organ.name) * 2 + (one.organ.exists(on: day) ? 0 : 1)
      found.append(((group * 1_000 + min(score, 999)) * 1_000 + one.key.weight, place))
    }
    found.sort { ($0.rank, $0.place) < ($1.rank, $1.place) }
    guard let last = found.prefix(limit).last?.rank else { return [] }
    // Only equal ones need the order of the dictionary: those that are returned, and those equal to the last of them.
    let shown = found.prefix { $0.rank <= last }.sortedByWords { name(all[$0.place].organ) }.enumerated()
    return shown.sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.prefix(limit)
      .map { all[$0.element.place].organ }
  }

  /// Returns the sort key of namesakes: the name, then the district.
  private func name(_ organ: Organ) -> String { "\(organ.name) \(organ.parentName ?? "")" }

  /// Returns those of the given names that the typed text could mean; the names need not be in any directory. Names
  /// with the typed marks come first, otherwise the order is kept.
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
