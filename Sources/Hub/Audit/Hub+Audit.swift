import GRDB
import RecordsSQL

/// What the hub writes into the audit log, and on whose behalf.
extension Hub {
  /// The number of the last line; 0 before the first.
  public func lastAuditLine() throws -> Int { try read { try AuditTrail.head($0).number } }

  /// Whether the present actor has written a line after that one.
  public func hasRecorded(since number: Int) throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM audit WHERE number > ? AND who = ? AND origin = ?)",
        arguments: [number, actor.who, actor.from])!
    }
  }

  /// Logs what this transaction does.
  func record(_ what: AuditKind, on whom: String = "", _ db: Database) throws {
    try AuditTrail.append(AuditEvent(what, by: actor, on: whom), at: system.now(), db)
  }

  /// Logs an event; it is on the disk when this returns.
  public func record(_ what: AuditKind, on whom: String = "") throws {
    try write { try record(what, on: whom, $0) }
  }

  /// Runs `body` on behalf of another actor.
  public func acting<T>(_ other: AuditActor, _ body: () throws -> T) rethrows -> T {
    let before = actor
    actor = other
    defer { actor = before }
    return try body()
  }
}
