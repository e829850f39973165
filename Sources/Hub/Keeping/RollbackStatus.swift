import GRDB
import Records
import Wording

/// Which life of the data this is, and what speaks for it being over.
public struct RollbackStatus: Sendable {
  public var log: UInt64
  public var epoch: Int
  /// Milliseconds since 1970; `nil` where that is not known.
  public var since: Int?
  public var why: NewLife
  /// How many lives there were, with this one.
  public var lives: Int
  /// Epochs of the hub's own journal that were written.
  public var epochs: Int
  public var claims: [RollbackClaim]
  public var marks: [(path: String, state: HubMark.State)]

  /// Whether somebody should look.
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
        log: log, epoch: epoch, since: row?[0], why: row.flatMap { NewLife(rawValue: $0[1]) } ?? .earlier,
        lives: try Int.fetchOne(db, sql: "SELECT count(*) FROM incarnations WHERE why <> 'fold'") ?? 0,
        epochs: try Journals.heads(of: station, db).count,
        claims: try RollbackClaim.open(since: machine.now() - RollbackClaim.memory, db),
        marks: try found.map { (path: $0, state: try $1.state(of: self, db)) })
    }
  }

  /// The administrator says that the data was put back from a copy.
  public func confirmRollback() throws { try drawLog(.administrator) }

  /// Begins a fresh epoch of the hub's journal with all that holds: whatever of the finished ones a station has, it goes on with this
  /// one. Nobody's mailbox begins again.
  ///
  /// - Returns: how many finished epochs there are; `nil` when there is nothing to fold.
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
