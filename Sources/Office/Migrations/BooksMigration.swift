import GRDB
import Records

/// Works out again which station holds each book and which of its numbers are reserved, from all that the journal says:
/// earlier versions went by what they received first.
enum BooksMigration {
  static func run(_ db: Database) throws {
    let registers = Registers(db)
    let before = try reserved(db)
    try giveUpNumbers(registers)
    try db.execute(sql: "UPDATE book SET generation = 1, opened = 9223372036854775807")
    for name in ["numbersConfirmed", "custodyHandedOver", "custodyRecovered"] {
      for entry in try entries(db, name) {
        switch entry.act {
        case .numbersConfirmed(let act): try registers.apply(entry, of: act.book, nil, last: act.last)
        case .custodyHandedOver(let act):
          let hand = BookHand(generation: act.generation, station: act.to)
          try registers.apply(entry, of: act.book, hand, last: act.last)
        case .custodyRecovered(let act):
          let hand = BookHand(generation: act.generation, station: entry.reference.station.description)
          try registers.apply(entry, of: act.book, hand, last: act.last)
        default: break
        }
      }
    }
    for entry in try entries(db, "bookOpened") {
      if case .bookOpened(let act) = entry.act { _ = try registers.open(act.book, by: entry) }
    }
    for book in try String.fetchAll(db, sql: "SELECT id FROM book") { _ = try registers.reserveAgain(in: book) }
    // Lines were added or removed: the search index is rebuilt when it is empty.
    if try reserved(db) != before { try db.execute(sql: "DELETE FROM search") }
    for entry in try entries(db, "calendarSet") { _ = try registers.applyToOffice(entry) }
  }

  private static func reserved(_ db: Database) throws -> [Row] {
    try Row.fetchAll(db, sql: "SELECT id, entry FROM document WHERE state = 'reserved' ORDER BY id")
  }

  /// Gives up the earlier numbers of lines that two stations of the office numbered.
  private static func giveUpNumbers(_ registers: Registers) throws {
    let documents = try Int64.fetchAll(
      registers.db,
      sql: """
        SELECT t.document FROM trail t JOIN journal j USING (station, epoch, sequence)
        WHERE j.act GLOB '{"registered":*' OR j.act GLOB '{"issued":*' GROUP BY t.document HAVING count(*) > 1
        """)
    for document in documents {
      // An act that cannot be read is set aside by a later migration, after which all registers are made again.
      guard let sourced = try? Journal(registers.db).entries(about: document) else { continue }
      let numbered = sourced.filter { $0.numberOfLine != nil }
      _ = try registers.giveUpNumbers(of: document, numbered.dropLast())
    }
  }

  /// Returns the applied acts of this name, in the order of time.
  private static func entries(_ db: Database, _ name: String) throws -> [JournalEntry] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(Journal.columns) FROM journal j WHERE act GLOB ?
          AND NOT EXISTS (SELECT 1 FROM unapplied u \
        WHERE (u.station, u.epoch, u.sequence) = (j.station, j.epoch, j.sequence))
          AND NOT EXISTS (SELECT 1 FROM waiting w \
        WHERE (w.station, w.epoch, w.sequence) = (j.station, j.epoch, j.sequence))
        """, arguments: ["{\"\(name)\":*"]
    ).compactMap { try? Journal.entry($0) }.sorted { ($0.time, $0.reference) < ($1.time, $1.reference) }
  }
}
