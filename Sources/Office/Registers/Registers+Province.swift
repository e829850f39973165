import GRDB
import Records
import RecordsSQL

extension Registers {
  /// Applies an act about no document: of the office itself, or one in which the hub describes the province.
  func applyToOffice(_ entry: JournalEntry) throws -> [Int64] {
    if entry.act.onProvince != nil {
      let before = try senders()
      try apply(hub: entry)
      return try tellApart(from: before, entry.act)
    }
    return try entry.act.onOffice?.apply(entry, to: self) ?? []
  }

  /// Applies an act of the hub: who is in the province. A USB stick may bring entries of an earlier epoch of the hub
  /// after those of the present one; then all its entries are applied again. A replay has them in order, and would
  /// otherwise apply the following ones before their turn, and twice.
  private func apply(hub entry: JournalEntry) throws {
    let reference = entry.reference
    let isBehind =
      try !isReplay
      && Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM journal WHERE station = ? AND epoch > ?)"),
        arguments: [reference.station, reference.epoch])!
    guard isBehind else { return try entry.act.onProvince?.apply(to: self) ?? () }
    try hearAgain(hub: reference.station)
  }

  /// Applies all entries of the hub again, from the beginning.
  func hearAgain(hub station: StationName) throws {
    try run("DELETE FROM peer", [])
    try run("DELETE FROM listedOrgan", [])
    let acts = try String.fetchAll(
      db, sql: "SELECT act FROM journal WHERE station = ? ORDER BY epoch, sequence", arguments: [station])
    for act in acts { try (try? StoredAct.act(from: act))?.onProvince?.apply(to: self) }
  }
}
