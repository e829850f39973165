import GRDB
import RecordsSQL
import Vietnamese

/// Finds parts of the schema that this program did not create. Triggers and views are executed whenever something is
/// written or read, and a file handed over as a backup may contain one.
enum ForeignSchema {
  /// Everything that is neither a plain table nor an index, unless it is, word for word, in a migration of ours. The
  /// statement counts, because that is what SQLite executes, and not the type stored beside it.
  static func commands(_ db: Database) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT name, sql FROM sqlite_master
        WHERE sql NOT LIKE 'CREATE TABLE %' AND sql NOT LIKE 'CREATE INDEX %' AND sql NOT LIKE 'CREATE UNIQUE INDEX %'
          AND sql NOT LIKE 'CREATE VIRTUAL TABLE %' ORDER BY name
        """
    ).compactMap { row in
      let (name, sql): (String, String) = (row[0], row[1])
      return own.contains("\(sql);") ? nil : shown(name)
    }
  }

  /// Tables and indexes that our data does not have. They do nothing by themselves.
  static func tables(_ db: Database, made: Set<String>) throws -> [String] {
    try names(db).subtracting(made).sorted().map(shown)
  }

  /// The names of all tables and indexes except SQLite's own.
  static func names(_ db: Database) throws -> Set<String> {
    try Set(
      String.fetchAll(
        db,
        sql:
          "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"))
  }

  private static let own = String(decoding: PackageResources.audit_sql, as: UTF8.self)

  private static func shown(_ name: String) -> String { String(cleaned(name).prefix(60)) }
}
