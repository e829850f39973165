import Records

/// The rule which daily backups are kept: the newest days, then one per week, then one per month; at most thirty.
enum BackupThinning {
  static let (days, weeks, months) = (14, 8, 8)

  /// Returns those of the given days to keep; the newest is always among them.
  static func kept(of all: some Sequence<Day>) -> Set<Day> {
    let newestFirst = Set(all).sorted(by: >)
    var kept = Set(newestFirst.prefix(days))
    var rest = newestFirst.dropFirst(days)
    keep(weeks, of: &rest, in: &kept) { $0.ordinal / 7 }
    keep(months, of: &rest, in: &kept) { $0.year * 12 + $0.month }
    return kept
  }

  /// Keeps the newest day of each of the next `count` periods, and removes these periods from the rest.
  private static func keep(
    _ count: Int, of rest: inout ArraySlice<Day>, in kept: inout Set<Day>, _ period: (Day) -> Int
  ) {
    var seen: Set<Int> = []
    while let day = rest.first {
      if !seen.contains(period(day)) {
        guard seen.count < count else { return }
        seen.insert(period(day))
        kept.insert(day)
      }
      rest.removeFirst()
    }
  }
}
