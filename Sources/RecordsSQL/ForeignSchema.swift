import GRDB
import Glibc
import Vietnamese

/// Finds parts of a file's schema that the program did not create. Triggers and views are executed whenever something
/// is written or read, and a file handed over as a backup may contain one.
public struct ForeignSchema: Sendable {
  /// The text of the files and migrations that create what acts by itself.
  private let own: String

  public init(own: String) { self.own = own }

  /// Returns the names of everything that is neither a plain table nor an index, unless it is, word for word, in a file
  /// of ours. The statement counts, because that is what SQLite executes, and not the type stored beside it.
  public func commands(_ db: Database, in schema: String = "main") throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT name, sql FROM \(schema).sqlite_master
        WHERE sql NOT LIKE 'CREATE TABLE %' AND sql NOT LIKE 'CREATE INDEX %' AND sql NOT LIKE 'CREATE UNIQUE INDEX %'
          AND sql NOT LIKE 'CREATE VIRTUAL TABLE %' ORDER BY name
        """
    ).compactMap { row in
      let (name, sql): (String, String) = (row[0], row[1])
      return contains("\(sql);") ? nil : ForeignSchema.shown(name)
    }
  }

  /// Every start asks: the search of Foundation takes a hundred times as long.
  private func contains(_ statement: String) -> Bool { !statement.utf8.contains(0) && strstr(own, statement) != nil }

  /// Returns the tables and indexes that are in none of our files. They do nothing by themselves.
  public static func tables(_ db: Database, in schema: String = "main", made: Set<String>) throws -> [String] {
    try names(db, in: schema).subtracting(made).sorted().map(shown)
  }

  /// Returns the names of all tables and indexes that are not SQLite's own.
  public static func names(_ db: Database, in schema: String = "main") throws -> Set<String> {
    try Set(
      String.fetchAll(
        db,
        sql:
          "SELECT name FROM \(schema).sqlite_master WHERE type IN ('table', 'index') "
          + "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
      ))
  }

  private static func shown(_ name: String) -> String { String(cleaned(name).prefix(60)) }
}
