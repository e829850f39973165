import GRDB
import Records
import RecordsSQL

/// Entries that cannot be applied yet, or not at all.
extension Registers {
  func wait(_ entry: EntryReference, for what: String) throws {
    try run(
      "INSERT OR IGNORE INTO waiting (what, station, epoch, sequence) VALUES (?, ?, ?, ?)",
      [what, entry.station, entry.epoch, entry.sequence])
  }

  /// Applies the entries that waited for a document or a book which is there now. They block nothing: one that gives a
  /// number which is taken is set aside.
  func applyWaiting(for what: String) throws -> [Int64] { try waited(for: what).flatMap(applyOrSetAside) }

  /// Returns the entries about a document or a book that came before it, in the order of time; they no longer wait.
  private func waited(for what: String) throws -> [SourcedEntry] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT station, epoch, sequence FROM waiting WHERE what = ?"), arguments: [what])
    guard !rows.isEmpty else { return [] }
    try run("DELETE FROM waiting WHERE what = ?", [what])
    return try rows.map { row in
      let reference = try EntryReference(row)
      guard let sourced = try Journal(db).sourcedEntry(reference) else { throw RegisterFault.unknown("\(reference)") }
      return sourced
    }.sorted { ($0.entry.time, $0.entry.reference) < ($1.entry.time, $1.entry.reference) }
  }

  /// Applies an entry. If it gives a number that another line has, it is kept and listed in `unapplied`, and the
  /// entries after it are applied all the same.
  func applyOrSetAside(_ sourced: SourcedEntry) throws -> [Int64] {
    var changed: [Int64] = []
    do {
      try db.inSavepoint {
        changed = try apply(sourced)
        return .commit
      }
      return changed
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      try setAside(sourced.entry.reference, "number")
      return []
    }
  }

  func setAside(_ entry: EntryReference, _ reason: String) throws {
    try run(
      "INSERT OR IGNORE INTO unapplied (station, epoch, sequence, reason) VALUES (?, ?, ?, ?)",
      [entry.station, entry.epoch, entry.sequence, reason])
  }
}
