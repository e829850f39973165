import Exchange
import FoundationEssentials
import GRDB

/// The chain of the audit log, in the hub's data. Every line is added inside a transaction that writes, so two programs on the same
/// data make one chain.
enum AuditTrail {
  static let columns = "number, time, who, origin, what, whom, hash"

  static func append(_ event: AuditEvent, at time: Int, _ db: Database) throws {
    let (number, previous) = try head(db)
    let who = AuditEntry.bounded(event.actor.who, 80)
    let from = AuditEntry.bounded(event.actor.from, 60)
    let whom = AuditEntry.bounded(event.whom, 300)
    let what = event.what.rawValue
    let hash = AuditEntry.hash(after: previous, number + 1, time, who, from, what, whom)
    try db.cachedStatement(sql: "INSERT INTO audit (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .execute(arguments: [number + 1, time, who, from, what, whom, Data(hash.bytes)])
  }

  /// The last line, here or in a file; number 0 before the first.
  static func head(_ db: Database) throws -> (number: Int, hash: Hash256) {
    let row =
      try Row.fetchOne(db.cachedStatement(sql: "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"))
      ?? Row.fetchOne(db.cachedStatement(sql: "SELECT last, head FROM auditSegments ORDER BY segment DESC LIMIT 1"))
    guard let row else { return (0, .zero) }
    return (row[0], try Hash256(stored: row[1]))
  }
}

extension AuditEntry {
  init(_ row: Row) throws {
    self.init(
      number: row[0], time: row[1], who: row[2], from: row[3], what: row[4], whom: row[5],
      hash: try Hash256(stored: row[6]))
  }
}

extension Hub {
  /// Writes down what was done in this very transaction.
  func record(_ what: AuditKind, on whom: String = "", _ db: Database) throws {
    try AuditTrail.append(AuditEvent(what, by: actor, on: whom), at: machine.now(), db)
  }

  /// Writes down what was done; on the disk after this.
  public func record(_ what: AuditKind, on whom: String = "") throws {
    try write { try record(what, on: whom, $0) }
  }

  /// What the hub does in `body` is done by somebody else.
  public func acting<T>(_ other: AuditActor, _ body: () throws -> T) rethrows -> T {
    let before = actor
    actor = other
    defer { actor = before }
    return try body()
  }
}
