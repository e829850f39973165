import GRDB
import Records

extension Acts.StationEnrolled: ProvinceChange {
  /// Adds the station's keys. A hub that begins a new incarnation lists every key it ever admitted; a revoked one stays
  /// revoked, because a station that enrols again brings another key.
  func apply(to registers: Registers) throws {
    try registers.run(
      """
      INSERT INTO peer (station, signingKey, agreementKey, organ, name) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (station, signingKey) DO UPDATE
      SET agreementKey = excluded.agreementKey, organ = excluded.organ, name = excluded.name
      """, [station, signingKey, agreementKey, organ, name])
  }
}
