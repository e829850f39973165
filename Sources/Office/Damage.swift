import DurableFile
import GRDB

/// Decides, after one of our statements failed, whether the file is to blame and not the statement.
///
/// Called only after a failure: reading the entire file may take a while.
enum Damage {
  static func lies(in path: String) -> Bool {
    guard !path.isEmpty else { return false }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "damage"
    do {
      let sound = try DatabaseQueue()
      try OfficeSchema.makeTables(in: sound)
      let soundSchema = try sound.read(schema)
      return try DatabaseQueue(path: FileAddress.of(path), configuration: configuration).read { db in
        if try schema(db) != soundSchema { return true }
        return try String.fetchOne(db, sql: "PRAGMA quick_check(1)") != "ok"
      }
    } catch { return true }
  }

  /// Returns every name in the schema with its statement, as it was declared: comments inside a statement are part of
  /// it.
  private static func schema(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY name")
  }
}
