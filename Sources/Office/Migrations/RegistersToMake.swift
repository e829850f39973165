import GRDB
import RecordsSQL

/// The note that all registers are to be made again from the journal, because a migration set entries aside that were
/// applied.
///
/// It is in the file, so that a migration that is interrupted before they are made (`Office.makeRegisters`) goes on at
/// the next start.
enum RegistersToMake {
  private static let table = "registersToMake"

  static func note(_ db: Database) throws {
    try db.execute(sql: "CREATE TABLE IF NOT EXISTS \(table) (isNoted INTEGER PRIMARY KEY)")
  }

  static func areThere(in schema: String = "main", _ db: Database) throws -> Bool {
    try db.hasTable(table, in: schema)
  }

  static func forget(in schema: String, _ db: Database) throws { try db.execute(sql: "DROP TABLE \(schema).\(table)") }
}
