import DurableFile
import GRDB

/// Whether a file in which one of our statements failed is to blame, and not the statement.
///
/// Asked only after a failure: reading the whole file may take a while.
enum Damage {
  static func lies(in path: String) -> Bool {
    guard !path.isEmpty else { return false }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "damage"
    do {
      let sound = try Office.inMemory().database.read(schema)
      return try DatabaseQueue(path: FileAddress.of(path), configuration: configuration).read { db in
        if try schema(db) != sound { return true }
        return try String.fetchOne(db, sql: "PRAGMA quick_check(1)") != "ok"
      }
    } catch { return true }
  }

  /// The tables as they were declared.
  private static func schema(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY name")
  }
}
