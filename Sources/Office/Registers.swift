import GRDB
import Records
import Vietnamese

/// What the journal, applied, leaves behind.
///
/// `apply` is the only code that changes a register, for our own acts, for those that arrive, and for the replay of
/// `verify`; so replaying the journal into an empty file gives the same registers.
struct Registers {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// Brings the registers up to `entry`; gives the documents whose text may have changed.
  @discardableResult
  func apply(_ entry: JournalEntry) throws -> [Int64] {
    switch entry.act {
    case .founded(let office):
      try run(
        "INSERT INTO office (organID, name, place, superior, symbol) VALUES (?, ?, ?, ?, ?)",
        [office.organID, office.name, office.place, office.superior, office.symbol])
    case .clerkNamed(let name):
      try run("INSERT OR IGNORE INTO clerk (name) VALUES (?)", [name])
    case .bookOpened(let book):
      try open(book)
    case .groupNamed(let name, let members):
      try run(
        "INSERT OR REPLACE INTO recipientGroup (name, nameKey, members) VALUES (?, ?, ?)",
        [name, toneKey(name), try StoredList.text(of: members)])
    case .organNamed(let organ):
      try run(
        "INSERT OR REPLACE INTO organ (nameKey, name, code) VALUES (?, ?, ?)",
        [OrganDirectory.nameKey(organ.name), organ.name, organ.code]
      )
    case .calendarSet(let year, let holidays):
      try run("DELETE FROM holiday WHERE year = ?", [year])
      for holiday in holidays {
        try run(
          "INSERT INTO holiday (day, year, kind, name, source) VALUES (?, ?, ?, ?, ?)",
          [holiday.day.description, year, holiday.kind.rawValue, holiday.name, holiday.source])
      }
    case .epochBegun, .custodyHandedOver, .custodyRecovered, .organsListed, .stationEnrolled, .stationRevoked:
      break
    case .numbersConfirmed(let book, let last):
      return try reserve(through: last, in: book, entry)

    case .registered, .registerImported, .drafted, .issued(_, _, _, _, _, nil, _, _, _):
      let id = try newID(entry.registrationDay)
      let filled = try insert(entry, id: id)
      try trail(id, entry)
      return filled.map { [$0, id] } ?? [id]
    case .undone(let undone, let document):
      let id = try id(of: document)
      try run(
        "UPDATE trail SET undoneBy = ? WHERE document = ? AND station = ? AND epoch = ? AND sequence = ?",
        [entry.reference.description, id, undone.station, undone.epoch, undone.sequence])
      try trail(id, entry)
      try rebuild(id)
      return [id]
    case .submitted(let document, _), .routed(let document, _, _, _), .progressed(let document, _),
      .settled(let document, _, _), .sentBack(let document, _), .redrafted(let document, _, _),
      .draftDiscarded(let document), .corrected(let document, _, _, _, _), .voided(let document, _),
      .attached(let document, _), .detached(let document, _, _), .issued(_, _, _, _, _, .some(let document), _, _, _),
      .recalled(let document, _), .reported(let document, _, _, _, _):
      let id = try id(of: document)
      let filled = try change(id, entry)
      try trail(id, entry)
      return filled.map { [$0, id] } ?? [id]
    }
    return []
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func id(of document: EntryReference) throws -> Int64 {
    let sql = "SELECT id FROM document WHERE entry = ?"
    guard let id = try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: [document.description]) else {
      throw RegisterFault.unknown("\(document)")
    }
    return id
  }

  /// The next identifier of a line registered on `day`: they grow with the day, so newest first is an index walk.
  func newID(_ day: Day) throws -> Int64 {
    let base = Int64(day.ordinal) << 24
    let last = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT max(id) FROM document WHERE id >= ? AND id < ?"),
      arguments: [base, base + 1 << 24])
    return (last ?? base) + 1
  }

  private func trail(_ id: Int64, _ entry: JournalEntry) throws {
    let reference = entry.reference
    try run(
      "INSERT INTO trail (document, time, station, epoch, sequence) VALUES (?, ?, ?, ?, ?)",
      [id, entry.time.packed, reference.station, reference.epoch, reference.sequence])
  }

  private func open(_ book: Book) throws {
    try run(
      """
      INSERT INTO book (id, series, direction, year, name, typeNames, firstNumber, lastNumber)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        book.id, book.series, book.direction.rawValue, book.year, book.name, try StoredList.text(of: book.typeNames),
        book.firstNumber, book.firstNumber - 1,
      ])
  }

  /// The line of an undone act, made again without it: undo is replay.
  private func rebuild(_ id: Int64) throws {
    let entries = try Journal(db).entries(about: id, withUndone: false)
    try run("DELETE FROM document WHERE id = ?", [id])
    for (index, entry) in entries.enumerated() {
      if index == 0 { try insert(entry, id: id) } else { try change(id, entry) }
    }
  }
}

extension JournalEntry {
  /// The day under which the line stands in its register.
  fileprivate var registrationDay: Day {
    switch act {
    case .registered(_, _, _, _, let day, _, _): day
    case .registerImported(_, _, _, _, let day, _, _): day
    case .issued(let document, _, _, _, _, _, _, _, _): document.issuedDate
    default: day
    }
  }
}
