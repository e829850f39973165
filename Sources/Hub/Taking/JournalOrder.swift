import Exchange
import GRDB
import Records

/// What every journal keeps, whoever writes it (docs/internals/journal.md): times that grow, and epochs that say what they go on from.
///
/// The other stations of an office check its journals by the same rules and would take what breaks them for damage of their own file, so
/// the hub does not give it on.
struct JournalOrder {
  let db: Database

  /// - Parameters:
  ///   - new: entries in a row, behind what is held.
  ///   - previous: the hash before the first of them.
  func isKept(by new: ArraySlice<StoredEntry>, after previous: Hash256) throws -> Bool {
    guard let first = new.first else { return true }
    var time: Int64
    if first.sequence == 1 {
      guard try begins(first, after: previous) else { return false }
      time = .min
    } else {
      time = try lastTime(before: first) ?? .min
    }
    for entry in new {
      guard entry.time.packed > time else { return false }
      time = entry.time.packed
    }
    return true
  }

  private func begins(_ first: StoredEntry, after previous: Hash256) throws -> Bool {
    if case .epochBegun(let from)? = try? StoredAct.act(from: first.act) {
      return from.station == first.station.description && from.epoch < first.epoch
    }
    let isFirstOfAll = try Journals.heads(of: first.station, db).allSatisfy { $0.epoch >= first.epoch }
    return isFirstOfAll && previous.bytes.allSatisfy { $0 == 0 }
  }

  private func lastTime(before entry: StoredEntry) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT time FROM entries WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station.description, entry.epoch, entry.sequence - 1])
  }
}
