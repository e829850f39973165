import GRDB
import Records

extension Office {
  /// Every key the hub's journal gives a station; it may have had several.
  public func signingKeys(of station: String) throws -> [[UInt8]] {
    try read { db in
      try String.fetchAll(
        db.cachedStatement(sql: "SELECT signingKey FROM peer WHERE station = ? ORDER BY signingKey"),
        arguments: [station]
      ).compactMap { [UInt8](hexadecimal: $0) }
    }
  }

  /// This installation's name and epoch.
  public func stationName() throws -> (station: String, epoch: Int) {
    try read { db in
      let station = try Station.read(db)
      return (station.id, station.epoch)
    }
  }
}
