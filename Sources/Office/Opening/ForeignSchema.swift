import GRDB
import Vietnamese

/// Parts of a file's schema that this program did not make. Triggers and views act by themselves whenever something is
/// written or read: a file handed over as a backup may contain one that changes every later line.
enum ForeignSchema {
  /// Returns the names of everything that is neither a plain table nor an index, unless our own files of the schema
  /// contain its statement byte for byte. What counts is the statement, which SQLite runs, and not the type beside it.
  static func commands(_ db: Database, in schema: String = "main") throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT name, sql FROM \(schema).sqlite_master
        WHERE sql NOT LIKE 'CREATE TABLE %' AND sql NOT LIKE 'CREATE INDEX %' AND sql NOT LIKE 'CREATE UNIQUE INDEX %'
          AND sql NOT LIKE 'CREATE VIRTUAL TABLE %' ORDER BY name
        """
    ).compactMap { row in
      let (name, sql): (String, String) = (row[0], row[1])
      return own.contains("\(sql);") ? nil : shown(name)
    }
  }

  /// Returns the tables and indexes that are in none of our files. They do nothing by themselves.
  static func tables(_ db: Database, in schema: String, made: Set<String>) throws -> [String] {
    try names(db, in: schema).subtracting(made).sorted().map(shown)
  }

  /// Returns the names of all tables and indexes that are not SQLite's own.
  static func names(_ db: Database, in schema: String) throws -> Set<String> {
    try Set(
      String.fetchAll(
        db,
        sql:
          "SELECT name FROM \(schema).sqlite_master WHERE type IN ('table', 'index') "
          + "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
      ))
  }

  private static let own =
    String(decoding: PackageResources.registers_sql, as: UTF8.self)
    + String(decoding: PackageResources.deliveries_sql, as: UTF8.self)

  private static func shown(_ name: String) -> String { String(cleaned(name).prefix(60)) }
}
