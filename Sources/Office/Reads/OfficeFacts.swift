import GRDB
import Records
import Vietnamese

/// The facts about the office itself: clerks, books, groups, agencies, units, the calendar.
extension Office {
  /// Returns the clerks, sorted by given name.
  public func clerks() throws -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM clerk") }.sortedByGivenName { $0 }
  }

  /// Returns the clerk who acts when none is named: the office's first one.
  public func firstClerk() throws -> String {
    try read { db in
      // The hub has a journal too, and a station that has just joined an office has no entries of its own. Rows are
      // read one by one in the order of the key: the first one nearly always matches.
      let first = "SELECT clerk FROM journal WHERE clerk IN (SELECT name FROM clerk)"
      return try String.fetchOne(
        db, sql: "\(first) AND station = (SELECT id FROM station) ORDER BY epoch, sequence LIMIT 1")
        ?? String.fetchOne(db, sql: "\(first) ORDER BY station, epoch, sequence LIMIT 1") ?? ""
    }
  }

  /// Returns the clerk of that name, in any spelling.
  public func clerk(named typed: String) throws -> String? { try clerks().first { toneKey($0) == toneKey(typed) } }

  /// Returns the books of a year, or of all years, the latest year first.
  public func bookStates(year: Int? = nil) throws -> [BookState] { try read { try BookState.all(year: year, $0) } }

  /// Returns the number that a document registered or issued now would get; `nil` when the last numbers on paper must
  /// be confirmed first or there is no book.
  public func nextNumber(_ direction: Book.Direction, typeName: String, on day: Day) throws -> Int? {
    try read { db in
      guard try !Station.read(db).mustConfirmNumbers else { return nil }
      switch try BookState.place(direction, typeName: typeName, year: day.year, db) {
      case .open(let bookState):
        return try UnreadPaper.contains(bookState.book.id, db) ? nil : bookState.lastNumber + 1
      case .toOpen(let earlier, _): return try UnreadPaper.contains(earlier.book.id, db) ? nil : 1
      case nil: return nil
      }
    }
  }

  /// Whether, after a restore, the last numbers on paper must be confirmed before another number is given.
  public func mustConfirmNumbers() throws -> Bool { try read { try Station.read($0).mustConfirmNumbers } }

  /// Returns the groups of the clerks, in the order of the dictionary.
  public func groups() throws -> [(name: String, members: [Recipient])] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT name, members FROM recipientGroup").map {
        (name: $0[0], members: try StoredList.list(from: $0[1]))
      }
    }.sortedByWords(\.name)
  }

  /// Returns the clerks' groups, followed by those of the directory if the office takes part in the exchange: "Các xã,
  /// phường". A clerks' group hides one of the directory with the same name.
  public func groups(on day: Day) throws -> [(name: String, members: [Recipient])] {
    let own = try groups()
    guard let enrolment = try enrolment() else { return own }
    let names = Set(own.map { toneKey($0.name) })
    return try own
      + directory.groups(on: day, besides: enrolment.organ).filter { !names.contains(toneKey($0.name)) }.map { group in
        (group.name, group.members.map { Recipient(name: $0.name, organID: $0.id) })
      }
  }

  /// Returns the agencies that the clerks named because the shipped directory does not contain them, in the order of
  /// the dictionary.
  public func namedOrgans() throws -> [NamedOrgan] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT name, code FROM organ").map {
        NamedOrgan(name: $0[0], code: $0[1])
      }
    }.sortedByWords { OrganDirectory.abbreviated($0.name) }
  }

  /// Returns the working calendar: the shipped table, with the years that this office has set in place of the shipped
  /// ones.
  public func calendar() throws -> WorkingCalendar {
    try read(WorkingCalendar.read)
  }

  /// Returns the duplicates of a document that is being typed, the same ones that `register` would refuse with.
  public func duplicates(
    code: String, organName: String, organID: String? = nil, documentID: String? = nil, year: Int
  ) throws
    -> [DocumentLine]
  {
    try read {
      try Duplicates.find(
        code: code, organName: organName, organID: organID, documentID: documentID, year: year, $0)
    }
  }

  /// Returns by how much the clock of the PC is earlier than the last act, in milliseconds; `nil` when it is not.
  public func clockLag(now milliseconds: Int64) throws -> Int64? {
    try read { db in
      guard let last = try Station.read(db).time, milliseconds < last.milliseconds else { return nil }
      return last.milliseconds - milliseconds
    }
  }

  /// Returns a number that changes whenever another connection has written to the file.
  public func version() throws -> Int {
    guard let quiet else { return try database.inDatabase { try Int.fetchOne($0, sql: "PRAGMA data_version")! } }
    try quiet.refresh()
    return try database.inDatabase { try Int.fetchOne($0, sql: "PRAGMA data_version")! } + quiet.version << 32
  }
}

extension WorkingCalendar {
  static func read(_ db: Database) throws -> WorkingCalendar {
    let rows = try Row.fetchAll(db, sql: "SELECT day, year, kind, name, source FROM holiday ORDER BY day")
    guard !rows.isEmpty else { return WorkingCalendar.shipped }
    let own = try rows.map { row -> Holiday in
      let (day, kind): (String, String) = (row[0], row[2])
      guard let day = Day(day), let kind = Holiday.Kind(rawValue: kind) else { throw RegisterFault.value(day) }
      return Holiday(day: day, kind: kind, name: row[3], source: row[4])
    }
    let years = Set(own.map(\.day.year))
    return WorkingCalendar(WorkingCalendar.shipped.holidays.filter { !years.contains($0.day.year) } + own)
  }
}
