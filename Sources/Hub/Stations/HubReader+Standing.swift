import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

extension HubReader {
  /// Answers how a station stands with this hub; writes nothing. Whether a station was revoked is told only to the
  /// holder of its key.
  ///
  /// - Parameter hub: the keys of this hub.
  /// - Throws: `EnrolmentRefusal.unreadable` for anything but such a request.
  public func standing(json: [UInt8], at hub: HubFingerprint) throws -> StationStanding {
    guard let request = StandingRequest(json: json), let station = StationName(request.station) else {
      throw EnrolmentRefusal.unreadable
    }
    let known = try read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT organ, revoked IS NOT NULL, signingKey
            FROM stations JOIN stationKeys USING (station) WHERE station = ? ORDER BY number DESC LIMIT 1
            """),
        arguments: [station]
      ).map { (organ: $0[0] as String, isRevoked: $0[1] as Bool, key: $0[2] as Data) }
    }
    guard let known else { return StationStanding(.unknown) }
    let key = try Curve25519.Signing.PublicKey(rawRepresentation: known.key)
    guard request.isSigned(by: key, to: hub, now: system.now()) else {
      // Another PC may have taken its name.
      let isReplaced = try read { db in
        try Hub.formerKeys(of: station, db).contains { request.isSigned(by: $0, to: hub, now: system.now()) }
      }
      return StationStanding(isReplaced ? .replaced : .otherKey)
    }
    guard !known.isRevoked else { return StationStanding(.revoked) }
    return StationStanding(.accepted, organName: try directory.fullName(of: known.organ, on: today))
  }
}
