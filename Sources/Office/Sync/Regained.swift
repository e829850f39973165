import GRDB
import Records
import RecordsSQL

/// Entries of this office that the hub had lost, with the PC that wrote them or before it could send them again, and
/// that a reader brought back. What lies between them may be lost, so they continue no journal: they are kept with
/// their proofs, beside those of other offices, and count as entries of this office.
extension OfficeTransaction {
  /// Receives an entry of this office that a reader brought back.
  ///
  /// - Parameters:
  ///   - position: the place of the hub's notice about it in the mailbox.
  ///   - key: the key under which its seal is valid.
  /// - Returns: whether it was not here before.
  public func receive(
    regained entry: StoredEntry, after previous: Hash256, position: Int, proof: [UInt8], key: [UInt8]
  ) throws -> Bool {
    try expectKeepable(entry)
    let name = entry.reference
    guard let own = try Organ.ID.fetchOne(db, sql: "SELECT organ FROM hub"),
      try office(of: entry.station, key) == own, try !isInJournal(name)
    else { return false }
    guard try keep(entry, after: previous, position: position, proof: proof, organ: own, isOwn: true) else {
      return false
    }
    try awaitNaming(of: name)
    // Written by this PC, and its file knows nothing of it: the file is an old copy, and its names are in use.
    if isAlive, name.station == (try stationID), (station.epoch, station.sequence) < (name.epoch, name.sequence) {
      try goOn(inEpoch: newEpoch(after: [station.epoch, name.epoch]))
    }
    try apply(entry, isReceived: false, isHub: false)
    observe(entry.time)
    return true
  }

  private func isInJournal(_ name: EntryReference) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM journal WHERE station = ? AND epoch = ? AND sequence = ?)"),
      arguments: [name.station, name.epoch, name.sequence])!
  }

  /// Moves an entry that a reader brought back into its journal, now that this has come so far.
  ///
  /// - Returns: whether it was here, and has been applied.
  /// - Throws: `IntakeRefusal` if another entry of that name was here.
  func hasRegained(_ name: EntryReference, _ hash: Hash256) throws -> Bool {
    let held = try Hash256.fetchOne(
      db.cachedStatement(
        sql: "SELECT hash FROM received WHERE station = ? AND epoch = ? AND sequence = ? AND isOwn"),
      arguments: [name.station, name.epoch, name.sequence])
    guard let held else { return false }
    guard held == hash else { throw IntakeRefusal.otherStory(name) }
    try db.execute(
      sql: "DELETE FROM received WHERE station = ? AND epoch = ? AND sequence = ?",
      arguments: [name.station, name.epoch, name.sequence])
    try isNamed(name)
    return true
  }
}
