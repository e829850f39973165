import Exchange
import GRDB
import Records
import RecordsSQL

/// A station's claim that would be true if the hub had been rolled back. It affects nobody but that station.
public struct RollbackClaim: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// It has processed more of its mailbox than there is, or another one.
    case cursor
    /// More of its journal was acknowledged than is held.
    case gap
    /// It holds entries of the hub's own journal, in its present epoch, that the hub lacks.
    case journal
    /// It holds the hub's receipt for an entry the hub lacks.
    case receipt
    /// It holds entries the hub sealed in its present epoch and lacks.
    case seal
    /// The hub's own mark was ahead of its data at a time when the hub could not begin a new incarnation by itself.
    case mark

    /// Whether the hub's own signature proves it, which nobody else can make.
    var isProved: Bool {
      switch self {
      case .receipt, .seal, .mark: true
      case .cursor, .gap, .journal: false
      }
    }
  }

  public var station: String
  public var organ: Organ.ID
  public var kind: Kind
  /// A position in the mailbox, or the name of an entry.
  public var what: String
  /// Milliseconds since 1970: of the first and of the last time.
  public var since: Int
  public var last: Int
  public var times: Int

  public var isProved: Bool { kind.isProved }
}

extension RollbackClaim {
  /// How long a claim is kept after it was last repeated: 30 days, in milliseconds.
  static let memory = 30 * 86_400_000

  /// - Returns: whether the station makes this claim for the first time.
  @discardableResult
  static func note(_ kind: Kind, by station: StationName, _ what: String, at now: Int, _ db: Database) throws -> Bool {
    try db.cachedStatement(
      sql: """
        INSERT INTO claims (station, kind, what, since, last, times) VALUES (?1, ?2, ?3, ?4, ?4, 1)
        ON CONFLICT DO UPDATE SET what = excluded.what, last = excluded.last, times = times + 1
        """
    ).execute(arguments: [station, kind.rawValue, what, now])
    let times = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT times FROM claims WHERE station = ? AND kind = ?"),
      arguments: [station, kind.rawValue])
    try db.cachedStatement(sql: "DELETE FROM claims WHERE last < ?").execute(arguments: [now - memory])
    return times == 1
  }

  /// The claims since a time, the latest first.
  static func open(since earliest: Int, _ db: Database, limit: Int = -1) throws -> [RollbackClaim] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT c.station, ifnull(s.organ, ''), kind, what, since, last, times
          FROM claims c LEFT JOIN stations s ON s.station = c.station
          WHERE last >= ? ORDER BY last DESC, c.station, kind LIMIT ?
          """), arguments: [earliest, limit]
    ).compactMap { row in
      Kind(rawValue: row[2]).map {
        RollbackClaim(
          station: row[0], organ: row[1], kind: $0, what: row[3], since: row[4], last: row[5], times: row[6])
      }
    }
  }
}

extension Hub {
  /// The number of offices that must hold the hub's own signature for entries it lacks, before the hub believes them.
  static let officesToProve = 2

  /// Begins a new incarnation if enough offices have proved a rollback; at most once a day.
  ///
  /// - Returns: whether it did.
  func beginIfProved() throws -> Bool {
    let claims = try read { try RollbackClaim.open(since: system.now() - RollbackClaim.memory, $0) }
    let offices = Set(claims.filter(\.isProved).map(\.organ)).subtracting([""])
    guard offices.count >= Hub.officesToProve, try mayBeginByItself() else { return false }
    try startNewIncarnation(.offices)
    return true
  }
}

extension HubReader {
  /// What stations claim about a rollback, the latest first.
  public func rollbackClaims(limit: Int) throws -> [RollbackClaim] {
    try read { try RollbackClaim.open(since: 0, $0, limit: limit) }
  }
}
