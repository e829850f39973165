import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// The hash chain of the audit log, in the hub's data. Every line is appended inside a write transaction, so that
/// several processes on the same data build one chain.
enum AuditTrail {
  static let columns = "number, time, who, origin, what, whom, hash"

  static func append(_ event: AuditEvent, at time: Int, _ db: Database) throws {
    let (number, previous) = try head(db)
    let who = AuditEntry.bounded(event.actor.who, 80)
    let from = AuditEntry.bounded(event.actor.from, 60)
    let whom = bounded(event.whom)
    let what = event.what.rawValue
    let hash = AuditEntry.hash(after: previous, number + 1, time, who, from, what, whom)
    try db.cachedStatement(sql: "INSERT INTO audit (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .execute(arguments: [number + 1, time, who, from, what, whom, hash])
  }

  /// Whether such a line was written since a time. Only the lines of that time are searched; those of a day are few.
  static func isTold(_ what: AuditKind, on whom: String, since: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM audit WHERE what = ?1 AND whom = ?2 AND time >= ?3
            AND number > ifnull((SELECT number FROM audit WHERE time < ?3 ORDER BY number DESC LIMIT 1), 0))
        """, arguments: [what.rawValue, bounded(whom), since])!
  }

  private static func bounded(_ whom: String) -> String { AuditEntry.bounded(whom, 300) }

  /// The last line, in the data or in a file; number 0 before the first.
  static func head(_ db: Database) throws -> (number: Int, hash: Hash256) {
    let row =
      try Row.fetchOne(db.cachedStatement(sql: "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"))
      ?? Row.fetchOne(db.cachedStatement(sql: "SELECT last, head FROM auditSegments ORDER BY segment DESC LIMIT 1"))
    guard let row else { return (0, .zero) }
    return (row[0], try row.stored(1))
  }
}

extension AuditEntry {
  init(_ row: Row) throws {
    self.init(
      number: row[0], time: row[1], who: row[2], from: row[3], what: row[4], whom: row[5],
      hash: try row.stored(6))
  }
}
