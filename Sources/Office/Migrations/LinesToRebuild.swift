import GRDB
import RecordsSQL

/// Lines that this version makes differently from the one that wrote them.
///
/// A migration only notes them. They are rebuilt once, after the last migration, because a line is written with all
/// columns that this version knows, and a later migration may add one. They are noted in the file, so that a migration
/// that is interrupted between the two goes on at the next start.
enum LinesToRebuild {
  private static let table = "linesToRebuild"

  static func note(_ documents: [Int64], _ db: Database) throws {
    guard !documents.isEmpty else { return }
    try db.execute(sql: "CREATE TABLE IF NOT EXISTS \(table) (document INTEGER PRIMARY KEY)")
    for document in documents {
      try db.execute(sql: "INSERT OR IGNORE INTO \(table) (document) VALUES (?)", arguments: [document])
    }
  }

  /// Rebuilds what was noted. The search index is rebuilt by `open` when it is empty.
  static func rebuild(_ db: Database) throws {
    guard try areThere(db) else { return }
    let registers = Registers(db)
    for document in try Int64.fetchAll(db, sql: "SELECT document FROM \(table) ORDER BY document") {
      _ = try registers.rebuild(document)
    }
    try Contents(db).destroyUnneeded()
    try db.execute(sql: "DROP TABLE \(table)")
    try db.execute(sql: "DELETE FROM search")
    try DeliveriesToMake.note(db)
  }

  static func forget(_ db: Database) throws { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }

  static func areThere(_ db: Database) throws -> Bool { try db.hasTable(table) }
}
