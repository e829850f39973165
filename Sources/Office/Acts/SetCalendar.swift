import GRDB
import Records

extension OfficeTransaction {
  /// Sets the days off and the swapped working days of a year, by the notice of that year; replaces its earlier table.
  public func setCalendar(_ year: Int, _ holidays: [Holiday]) throws {
    if let other = holidays.first(where: { $0.day.year != year }) {
      throw OfficeSettingsRefusal.otherYear(other.day, year)
    }
    try write(.calendarSet(.init(year: year, holidays: holidays)))
  }
}

extension Acts.CalendarSet: OfficeChange {
  /// The latest table of a year counts, even one without a day off.
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    let later = try Row.fetchOne(
      registers.db.cachedStatement(sql: "SELECT said, saidBy FROM calendar WHERE year = ?"), arguments: [year]
    ).map { (entry.time.packed, entry.reference.description) < ($0[0], $0[1]) }
    guard later != true else { return [] }
    try registers.run(
      "INSERT OR REPLACE INTO calendar (year, said, saidBy) VALUES (?, ?, ?)",
      [year, entry.time.packed, entry.reference.description])
    try registers.run("DELETE FROM holiday WHERE year = ?", [year])
    for holiday in holidays {
      try registers.run(
        "INSERT INTO holiday (day, year, kind, name, source, said) VALUES (?, ?, ?, ?, ?, ?)",
        [holiday.day.description, year, holiday.kind.rawValue, holiday.name, holiday.source, entry.time.packed])
    }
    return []
  }
}
