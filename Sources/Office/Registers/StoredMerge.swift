import GRDB
import Records
import RecordsSQL

/// An act `merged`, as the table `merge` has it.
struct StoredMerge: Equatable {
  var entry: EntryReference
  /// Its hybrid time.
  var time: Int64
  /// The name of the line of the copy.
  var copy: String
  /// The name of the line into which it was merged.
  var line: String
  /// Whether it has its effect.
  var stands: Bool

  static let columns = "station, epoch, sequence, time, copy, line, stands"

  init(_ row: Row) throws {
    entry = try EntryReference(row)
    (time, copy, line, stands) = (row[3], row[4], row[5], row[6])
  }
}

extension StoredMerge {
  /// Returns the name of the line in which a document is found: its own, or that of the line into which it was merged.
  static func end(of name: String, _ db: Database) throws -> String {
    try String.fetchOne(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE way (name, step) AS (
            SELECT ?1, 0 UNION SELECT m.line, way.step + 1 FROM merge m JOIN way ON m.copy = way.name WHERE m.stands)
          SELECT name FROM way ORDER BY step DESC LIMIT 1
          """), arguments: [name])!
  }

  /// A document that was merged into a line.
  struct Copy {
    var id: Int64
    var document: EntryReference
    /// The hybrid time of the last act that brought it there.
    var since: Int64
    var isFromHub: Bool
    var sender: Organ.ID?
  }

  /// Returns the documents that were merged into a line, directly or with another one, in the order of their names.
  static func copies(of name: String, _ db: Database) throws -> [Copy] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE copy (name, since) AS (
            SELECT copy, time FROM merge WHERE line = ?1 AND stands
            UNION SELECT m.copy, max(m.time, copy.since) FROM merge m JOIN copy ON m.line = copy.name WHERE m.stands)
          SELECT d.id, d.entry, copy.since, d.mailbox IS NOT NULL, d.sender
          FROM copy CROSS JOIN document d ON d.entry = copy.name ORDER BY d.entry
          """), arguments: [name]
    ).compactMap { row in
      EntryReference(row[1]).map { Copy(id: row[0], document: $0, since: row[2], isFromHub: row[3], sender: row[4]) }
    }
  }
}
