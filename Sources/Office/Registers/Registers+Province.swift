import GRDB
import Records

extension Registers {
  /// Acts about no document: of the office itself, and what the hub says of the province.
  func applyToOffice(_ entry: JournalEntry) throws -> [Int64] {
    let effects = entry.act.effects
    if effects.onProvince != nil {
      let before = try senders()
      try hear(hub: entry)
      return try tellApart(from: before, entry.act)
    }
    return try effects.onOffice?.apply(entry, to: self) ?? []
  }

  /// Who is in the province, by the hub's word. A stick may bring what an earlier life of it said behind what it says now: then all it
  /// ever said is gone through again. A replay has it in order, and would otherwise hear what comes next before its turn, and twice.
  private func hear(hub entry: JournalEntry) throws {
    let reference = entry.reference
    let isBehind =
      try !isReplay
      && Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM journal WHERE station = ? AND epoch > ?)"),
        arguments: [reference.station, reference.epoch])!
    guard isBehind else { return try entry.act.effects.onProvince?.apply(to: self) ?? () }
    try hearAgain(hub: reference.station)
  }

  /// All the hub ever said, from the beginning.
  func hearAgain(hub station: String) throws {
    try run("DELETE FROM peer", [])
    try run("DELETE FROM listedOrgan", [])
    let acts = try String.fetchAll(
      db, sql: "SELECT act FROM journal WHERE station = ? ORDER BY epoch, sequence", arguments: [station])
    for act in acts { try (try? StoredAct.act(from: act))?.effects.onProvince?.apply(to: self) }
  }
}
