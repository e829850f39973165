import GRDB
import Records

/// Whose the books are, by all the journal says: earlier versions went by what they heard first.
enum CustodyMigration {
  static func run(_ db: Database) throws {
    let registers = Registers(db)
    try db.execute(sql: "UPDATE book SET generation = 1, opened = 9223372036854775807")
    for entry in try told(db, "bookOpened") {
      if case .bookOpened(let book) = entry.act { try forget(registers.open(book, by: entry), db) }
    }
    for name in ["numbersConfirmed", "custodyHandedOver", "custodyRecovered"] {
      for entry in try told(db, name) {
        switch entry.act {
        case .numbersConfirmed(let book, let last): try registers.hear(entry, of: book, nil, last: last)
        case .custodyHandedOver(let book, let generation, let to, let last):
          try registers.hear(entry, of: book, BookHand(generation: generation, station: to), last: last)
        case .custodyRecovered(let book, let generation, let last, _):
          let hand = BookHand(generation: generation, station: entry.reference.station)
          try registers.hear(entry, of: book, hand, last: last)
        default: break
        }
      }
    }
    for entry in try told(db, "calendarSet") { _ = try registers.house(entry) }
  }

  /// What was done of such acts, in the order of time.
  private static func told(_ db: Database, _ name: String) throws -> [JournalEntry] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(Journal.columns) FROM journal j WHERE act GLOB ?
          AND NOT EXISTS (SELECT 1 FROM unapplied u WHERE (u.station, u.epoch, u.sequence) = (j.station, j.epoch, j.sequence))
          AND NOT EXISTS (SELECT 1 FROM waiting w WHERE (w.station, w.epoch, w.sequence) = (j.station, j.epoch, j.sequence))
        """, arguments: ["{\"\(name)\":*"]
    ).compactMap { try? Journal.entry($0) }.sorted { ($0.time, $0.reference) < ($1.time, $1.reference) }
  }

  /// Lines that came or went: the index of words is made again when it is empty.
  private static func forget(_ lines: [Int64], _ db: Database) throws {
    if !lines.isEmpty { try db.execute(sql: "DELETE FROM search") }
  }
}
