import GRDB
import Records
import RecordsSQL

extension Office {
  /// Returns every key that the hub's journal lists for a station; it may have had several.
  public func signingKeys(of station: StationName) throws -> [[UInt8]] {
    try read { db in
      try String.fetchAll(
        db.cachedStatement(sql: "SELECT signingKey FROM peer WHERE station = ? ORDER BY signingKey"),
        arguments: [station]
      ).compactMap { [UInt8](hexadecimal: $0) }
    }
  }

  /// Returns the stations whose key this is according to the hub's journal: one, or none if the hub has not said so
  /// here yet.
  public func stations(signingWith key: [UInt8]) throws -> [StationName] {
    try read {
      try StationName.fetchAll($0, sql: "SELECT station FROM peer WHERE signingKey = ?", arguments: [key.hexadecimal])
    }
  }

  /// Returns the other stations of this office that take part, each with its X25519 key as the hub last stated it.
  public func colleagues() throws -> [(station: StationName, agreementKey: [UInt8])] {
    try read { db in
      let acts = try String.fetchAll(
        db,
        sql: """
          SELECT act FROM journal WHERE station = (SELECT station FROM hub) AND act LIKE '{"stationEnrolled"%'
          ORDER BY epoch, sequence
          """)
      var keys: [String: [UInt8]] = [:]
      for act in acts {
        guard case .stationEnrolled(let enrolled) = try StoredAct.act(from: act) else { continue }
        keys[enrolled.station] = [UInt8](hexadecimal: enrolled.agreementKey)
      }
      return try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT station FROM peer
          WHERE organ = (SELECT organ FROM hub) AND revoked IS NULL AND station <> (SELECT id FROM station) \
          ORDER BY station
          """
      ).compactMap { text in
        StationName(text).flatMap { station in keys[text].map { (station, $0) } }
      }
    }
  }

  /// Returns this installation's name and epoch.
  public func stationName() throws -> (station: StationName, epoch: Int) {
    try read { db in
      let station = try Station.read(db)
      return (try station.name, station.epoch)
    }
  }
}
