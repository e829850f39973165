import GRDB
import Records

/// What cannot be done yet, or not at all.
extension Registers {
  func wait(_ entry: EntryReference, for what: String) throws {
    try run(
      "INSERT OR IGNORE INTO waiting (what, station, epoch, sequence) VALUES (?, ?, ?, ?)",
      [what, entry.station, entry.epoch, entry.sequence])
  }

  /// What waited for a document or a book that is there now. It stops nothing: what finds its number taken is set aside.
  func applyWaiting(for what: String) throws -> [Int64] { try waited(for: what).flatMap(applyOrSetAside) }

  /// What was told of a document or a book before it came, in the order of time; it waits no longer.
  private func waited(for what: String) throws -> [Told] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT station, epoch, sequence FROM waiting WHERE what = ?"), arguments: [what])
    guard !rows.isEmpty else { return [] }
    try run("DELETE FROM waiting WHERE what = ?", [what])
    return try rows.map { row in
      let reference = EntryReference(station: row[0], epoch: row[1], sequence: row[2])
      guard let told = try Journal(db).told(reference) else { throw RegisterFault.unknown("\(reference)") }
      return told
    }.sorted { ($0.entry.time, $0.entry.reference) < ($1.entry.time, $1.entry.reference) }
  }

  /// An act of another station that gives a number which a line bears is kept and named (`unapplied`); what comes behind it goes on.
  func applyOrSetAside(_ told: Told) throws -> [Int64] {
    var changed: [Int64] = []
    do {
      try db.inSavepoint {
        changed = try apply(told)
        return .commit
      }
      return changed
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      try setAside(told.entry.reference, "number")
      return []
    }
  }

  func setAside(_ entry: EntryReference, _ reason: String) throws {
    try run(
      "INSERT OR IGNORE INTO unapplied (station, epoch, sequence, reason) VALUES (?, ?, ?, ?)",
      [entry.station, entry.epoch, entry.sequence, reason])
  }
}
