import GRDB
import Records

extension Act.StationEnrolled: ProvinceChange {
  /// A hub that begins a new incarnation lists every key it ever let in. One that was revoked stays so: a station that comes
  /// again brings another.
  func apply(to registers: Registers) throws {
    try registers.run(
      """
      INSERT INTO peer (station, signingKey, agreementKey, organ, name) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (station, signingKey) DO UPDATE
      SET agreementKey = excluded.agreementKey, organ = excluded.organ, name = excluded.name
      """, [station, signingKey, agreementKey, organ, name])
  }
}
