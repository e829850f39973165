import GRDB
import Vietnamese

/// What stands in the schema of the data and was not made by this program. Triggers and views act by themselves whenever something is
/// written or read: data that somebody hands over as a backup may bring one.
enum ForeignSchema {
  /// Whatever is neither a plain table nor an index, unless the changes that made the schema say it to the letter. What counts is the
  /// statement, which is what SQLite runs, and not the kind that stands beside it.
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

  /// Tables and indexes that are in none of our data. They do nothing by themselves.
  static func tables(_ db: Database, made: Set<String>) throws -> [String] {
    try names(db).subtracting(made).sorted().map(shown)
  }

  /// Of everything that is neither SQLite's own nor a trigger or view.
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
