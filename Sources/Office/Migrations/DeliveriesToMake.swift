import GRDB
import RecordsSQL

/// The note that the table `delivery` is to be made from scratch, because the registers were.
///
/// It is in the file, so that a process that is interrupted before that leaves it to the next one.
enum DeliveriesToMake {
  private static let table = "deliveriesToMake"

  /// Does nothing in a file that knows no other office: none of its documents is on its way.
  static func note(in schema: String = "main", _ db: Database) throws {
    guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(schema).peer)")! else { return }
    try db.execute(sql: "CREATE TABLE IF NOT EXISTS \(schema).\(table) (isNoted INTEGER PRIMARY KEY)")
  }

  static func areThere(_ db: Database) throws -> Bool { try db.hasTable(table) }

  static func forget(_ db: Database) throws { try db.execute(sql: "DROP TABLE \(table)") }
}
