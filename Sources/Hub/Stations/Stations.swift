import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records

/// A station as the hub knows it, with the keys that are good now.
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
      arguments: [station.description]
    ).map {
      Member(
        station: station, organ: $0[0], isRevoked: $0[1],
        signing: try Curve25519.Signing.PublicKey(rawRepresentation: $0[2] as Data),
        agreement: try Curve25519.KeyAgreement.PublicKey(rawRepresentation: $0[3] as Data))
    }
  }

  /// The office of a station, whether it still takes part or not.
  static func organ(of station: String, _ db: Database) throws -> Organ.ID? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT organ FROM stations WHERE station = ?"), arguments: [station])
  }

  /// What the station signs from now on is not taken. Revoking it again changes nothing.
  public func revoke(_ station: String, reason: String) throws {
    let now = machine.now()
    try write { db in
      guard
        let revoked = try Bool.fetchOne(
          db, sql: "SELECT revoked IS NOT NULL FROM stations WHERE station = ?", arguments: [station])
      else { throw HubRefusal.noStation(station) }
      guard !revoked else { return }
      try db.execute(
        sql: "UPDATE stations SET revoked = ?, reason = ? WHERE station = ?", arguments: [now, reason, station])
      try act([.stationRevoked(station: station, reason: reason)], db)
      try record(.stationRevoked, on: "\(station): \(reason)", db)
    }
    if let name = StationName(station) { newest[name, default: 0] += 1 }
  }
}
