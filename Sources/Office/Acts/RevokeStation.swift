import GRDB
import Records

extension Acts.StationRevoked: ProvinceChange {
  func apply(to registers: Registers) throws {
    try registers.run("UPDATE peer SET revoked = ? WHERE station = ?", [reason, station])
  }
}
