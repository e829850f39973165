import GRDB
import Records
import RecordsSQL

/// An office has muted another: what that one sends is delivered as before, but shown separately in the inbox.
public struct Muting: Equatable, Sendable {
  public var organ: Organ.ID
  public var sender: Organ.ID
  /// When the hub last received the act, in milliseconds since 1970.
  public var since: Int

  /// Applies an act that mutes or unmutes a sender; an office does so for itself only.
  ///
  /// - Returns: the change, for the audit log.
  static func apply(
    _ act: Act, of organ: Organ.ID, at place: Int, _ db: Database
  ) throws -> (what: AuditKind, whom: String)? {
    guard case .senderMuted(let act) = act, act.organ != organ else { return nil }
    let sender = act.organ
    let whom = "\(organ) \(sender)"
    guard act.isMuted else {
      try db.execute(sql: "DELETE FROM muted WHERE organ = ? AND sender = ?", arguments: [organ, sender])
      return db.changesCount > 0 ? (.senderUnmuted, whom) : nil
    }
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM muted WHERE organ = ? AND sender = ?)", arguments: [organ, sender])!
    try db.execute(
      sql:
        "INSERT OR REPLACE INTO muted (organ, sender, since) SELECT ?, ?, ifnull(taken, time) "
        + "FROM entries WHERE place = ?",
      arguments: [organ, sender, place])
    return isKnown ? nil : (.senderMuted, whom)
  }

  static func all(_ db: Database, of sender: Organ.ID? = nil) throws -> [Muting] {
    try Row.fetchAll(
      db,
      sql: "SELECT organ, sender, since FROM muted WHERE sender = ifnull(?, sender) ORDER BY sender, organ",
      arguments: [sender]
    ).map { Muting(organ: $0[0], sender: $0[1], since: $0[2]) }
  }
}

extension HubLooking {
  /// Which offices have muted which.
  package func mutings() throws -> [Muting] { try read { try Muting.all($0) } }
}
