import Exchange
import GRDB
import Records

/// What a station says that would be true if the hub had been put back from a copy. Nothing of it changes what anybody else is given.
public struct RollbackClaim: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// It has taken more of its mailbox than there is, or another one.
    case cursor
    /// More of its journal was acknowledged than is here.
    case gap
    /// It holds entries of the hub's own journal, in its present epoch, that the hub has not.
    case journal
    /// The hub's receipt for an entry it has not.
    case receipt
    /// Entries the hub sealed in its present epoch and has not.
    case seal
    /// The hub's own mark, which it found ahead of its data when it might not begin another life by itself.
    case mark

    /// By the hub's own signature, which nobody else can make.
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
  /// A place in the mailbox, or the name of an entry.
  public var what: String
  /// Milliseconds since 1970: when it was said first, and when last.
  public var since: Int
  public var last: Int
  public var times: Int

  public var isProved: Bool { kind.isProved }
}

extension RollbackClaim {
  /// A claim nobody repeats is forgotten after so long: 30 days, in milliseconds.
  static let memory = 30 * 86_400_000

  /// - Returns: whether the station says this for the first time.
  @discardableResult
  static func note(_ kind: Kind, by station: String, _ what: String, at now: Int, _ db: Database) throws -> Bool {
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

  /// Those that stand, the latest said first.
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
  /// So many offices must hold the hub's own signature for what it has not, before it takes their word.
  static let officesToProve = 2

  /// Begins another life where enough offices have proved that this one is not the last; not twice a day.
  ///
  /// - Returns: whether it did.
  func beginIfProved() throws -> Bool {
    let claims = try read { try RollbackClaim.open(since: machine.now() - RollbackClaim.memory, $0) }
    let offices = Set(claims.filter(\.isProved).map(\.organ)).subtracting([""])
    guard offices.count >= Hub.officesToProve, try mayBeginByItself() else { return false }
    try drawLog(.offices)
    return true
  }
}

extension HubReader {
  /// What stations say of a rollback, the latest first.
  public func rollbackClaims(limit: Int) throws -> [RollbackClaim] {
    try read { try RollbackClaim.open(since: 0, $0, limit: limit) }
  }
}
