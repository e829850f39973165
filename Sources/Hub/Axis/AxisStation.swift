import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL
import Wording

/// The hub as the one station of the national axis. Its entries are treated like every other station's: sealed, routed,
/// proved.
struct AxisStation {
  var name: StationName
  var signing: Curve25519.Signing.PrivateKey
}

extension Hub {
  /// The name of the axis's station, if the hub serves the axis.
  static func axisStation(_ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT station FROM stations WHERE organ = ? AND revoked IS NULL"),
      arguments: [NationalAxis.id])
  }

  /// The axis's station; the first time, it is enrolled, and the axis becomes an office of the tree.
  func axis(_ db: Database) throws -> AxisStation {
    let signing = try Curve25519.Signing.PrivateKey(rawRepresentation: axisKey("signing"))
    let known = try Row.fetchOne(
      db, sql: "SELECT station, revoked IS NOT NULL FROM stations WHERE organ = ? ORDER BY revoked IS NOT NULL",
      arguments: [NationalAxis.id])
    if let known {
      guard known[1] == false else { throw AxisRefusal.revoked(known[0]) }
      let name: StationName = try known.stored(0)
      return AxisStation(name: name, signing: signing)
    }
    if try directory(db)[NationalAxis.id] == nil { try list([NationalAxis.organ], db) }
    var name = StationName(number: UInt32(truncatingIfNeeded: system.randomName()))
    while try !isFree(name, db) { name = StationName(number: UInt32(truncatingIfNeeded: system.randomName())) }
    let agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: axisKey("agreement"))
    try enter(
      name, of: NationalAxis.id, name: self.name, signing: Array(signing.publicKey.rawRepresentation),
      agreement: Array(agreement.publicKey.rawRepresentation), system.now(), db)
    return AxisStation(name: name, signing: signing)
  }

  /// Derived from the hub's own key, so that there is no second file to lose, copy or forget.
  private func axisKey(_ use: String) -> [UInt8] {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: keys.signing.rawRepresentation),
      info: Data("vanthu hub axis \(use) 1".utf8), outputByteCount: 32
    ).withUnsafeBytes(Array.init)
  }

  /// Writes acts of the axis, with everything that follows from them. Returns their entries.
  @discardableResult
  func actForAxis(_ acts: [Act], _ axis: AxisStation, _ db: Database) throws -> [EntryReference] {
    let heads = try Journals.heads(of: axis.name, db)
    // After a rollback no name of an entry may be reused.
    let isNewLife = !heads.isEmpty && !heads.contains { $0.epoch == epoch }
    let begun = isNewLife ? heads.last.map { [Act.epochBegun(.init(from: $0.reference))] } ?? [] : []
    var entries: [EntryReference] = []
    for batch in try batches(of: begun + acts, by: axis.name, clerk: NationalAxis.organ.name, key: axis.signing, db) {
      guard case .held = try receive(batch, of: NationalAxis.id, db) else { throw DatabaseError.damaged }
      entries += batch.run.entries.map(\.reference)
    }
    entries.removeFirst(begun.count)
    for (act, entry) in zip(acts, entries) {
      guard let document = act.document ?? (act.name == .issued ? entry : nil) else { continue }
      try db.execute(
        sql: """
          INSERT INTO axisEntries (document, place)
          SELECT ?, place FROM entries WHERE station = ? AND epoch = ? AND sequence = ?
          """, arguments: [document.description, entry.station, entry.epoch, entry.sequence])
    }
    return entries
  }
}
