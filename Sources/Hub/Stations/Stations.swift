import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// A station as the hub knows it, with its present keys.
struct Member {
  var station: StationName
  var organ: Organ.ID
  var isRevoked: Bool
  var signing: Curve25519.Signing.PublicKey
  var agreement: Curve25519.KeyAgreement.PublicKey
}

extension Hub {
  func member(_ station: StationName, _ db: Database) throws -> Member? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT organ, revoked IS NOT NULL, signingKey, agreementKey
          FROM stations JOIN stationKeys USING (station) WHERE station = ? ORDER BY number DESC LIMIT 1
          """),
      arguments: [station]
    ).map {
      Member(
        station: station, organ: $0[0], isRevoked: $0[1],
        signing: try Curve25519.Signing.PublicKey(rawRepresentation: $0[2] as Data),
        agreement: try Curve25519.KeyAgreement.PublicKey(rawRepresentation: $0[3] as Data))
    }
  }

  /// The keys that a station had before its present ones: what signs with them is the PC that was replaced.
  static func formerKeys(of station: StationName, _ db: Database) throws -> [Curve25519.Signing.PublicKey] {
    try Data.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT signingKey FROM stationKeys WHERE station = ?1
            AND number < (SELECT max(number) FROM stationKeys WHERE station = ?1) ORDER BY number DESC
          """), arguments: [station]
    ).map { try Curve25519.Signing.PublicKey(rawRepresentation: $0) }
  }

  /// The office of a station, even if it was revoked.
  static func organ(of station: StationName, _ db: Database) throws -> Organ.ID? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT organ FROM stations WHERE station = ?"), arguments: [station])
  }

  /// Revokes a station: what it signs from now on is not accepted. Idempotent.
  ///
  /// - Returns: when it had been revoked already; `nil` if it is revoked by this call.
  @discardableResult
  public func revoke(_ station: String, reason: String) throws -> Int? {
    let now = system.now()
    guard let name = StationName(station) else { throw HubRefusal.noStation(station) }
    let before: Int? = try write { db in
      guard
        let known = try Row.fetchOne(
          db, sql: "SELECT revoked, organ FROM stations WHERE station = ?", arguments: [name])
      else { throw HubRefusal.noStation(station) }
      if let revoked = known[0] as Int? { return revoked }
      try db.execute(
        sql: "UPDATE stations SET revoked = ?, reason = ? WHERE station = ?", arguments: [now, reason, station])
      try Contents.forget(sentBy: name, of: known[1], db)
      try act([.stationRevoked(.init(station: station, reason: reason))], db)
      try record(.stationRevoked, on: "\(station): \(reason)", db)
      return nil
    }
    if before == nil { newest[name, default: 0] += 1 }
    return before
  }
}

extension HubReader {
  /// A station's office, and the name of its PC; `nil` if it is unknown.
  public func station(_ station: String) throws -> (organ: Organ.ID, name: String)? {
    try read { db in
      try Row.fetchOne(
        db.cachedStatement(sql: "SELECT organ, name FROM stations WHERE station = ?"), arguments: [station]
      ).map { (organ: $0[0], name: $0[1]) }
    }
  }
}
