import GRDB
import Records
import RecordsSQL
import Wording

/// The present incarnation of the data, and the evidence that it was rolled back.
public struct RollbackStatus: Sendable {
  public var incarnation: UInt64
  public var epoch: Int
  /// Milliseconds since 1970; `nil` if unknown.
  public var since: Int?
  public var why: NewLife
  /// The number of incarnations, including this one.
  public var lives: Int
  /// The number of epochs of the hub's own journal.
  public var epochs: Int
  public var claims: [RollbackClaim]
  public var marks: [(path: String, state: HubMark.State)]

  /// Whether the administrator should look at it.
  public var isOpen: Bool { !claims.isEmpty || marks.contains { $0.state == .behind } }
}

extension Hub {
  public func rollbackStatus() throws -> RollbackStatus {
    let found = marks.map { ($0, HubMark.read($0)) }
    return try read { db in
      try refresh(db)
      let row = try Row.fetchOne(
        db, sql: "SELECT since, why FROM incarnations WHERE why <> 'fold' ORDER BY id DESC LIMIT 1")
      return RollbackStatus(
        incarnation: incarnation, epoch: epoch, since: row?[0],
        why: row.flatMap { NewLife(rawValue: $0[1]) } ?? .earlier,
        lives: try Int.fetchOne(db, sql: "SELECT count(*) FROM incarnations WHERE why <> 'fold'") ?? 0,
        epochs: try Journals.heads(of: station, db).count,
        claims: try RollbackClaim.open(since: system.now() - RollbackClaim.memory, db),
        marks: try found.map { (path: $0, state: try $1.state(of: self, db)) })
    }
  }

  /// Begins a new incarnation, because the administrator confirms that the data was rolled back.
  public func confirmRollback() throws { try startNewIncarnation(.administrator) }

  /// Begins a new epoch of the hub's journal with everything that is valid: a station continues with it, whatever it
  /// has of the finished ones. No mailbox begins again.
  ///
  /// - Returns: the number of finished epochs; `nil` when there is nothing to fold.
  public func foldEpochs() throws -> Int? {
    let (epochs, isFolded) = try read { db in
      (
        try Journals.heads(of: station, db).count,
        try String.fetchOne(db, sql: "SELECT why FROM incarnations ORDER BY id DESC LIMIT 1") == NewLife.fold.rawValue
      )
    }
    guard epochs > 1, !isFolded else { return nil }
    try beginEpoch()
    return epochs
  }
}
