import Exchange
import GRDB
import Records
import RecordsSQL
import Wording

/// The invariants of every journal (docs/internals/journal.md): times that grow, epochs that name their predecessor,
/// and acts in canonical form.
///
/// The other stations of an office check its journals by the same rules and would take a violation for damage of their
/// own file, so the hub does not pass it on.
struct JournalOrder {
  let db: Database

  /// - Parameters:
  ///   - new: consecutive entries, after those that are held.
  ///   - previous: the hash before the first of them.
  func isKept(by new: ArraySlice<StoredEntry>, after previous: Hash256) throws -> Bool {
    guard let first = new.first else { return true }
    var time: Int64
    if first.sequence == 1 {
      guard JournalOrder.epochs.contains(first.epoch) else { return false }
      guard try begins(first, after: previous) else { return false }
      time = .min
    } else {
      time = try lastTime(before: first) ?? .min
    }
    for entry in new {
      guard entry.time.packed > time, entry.isPlain else { return false }
      time = entry.time.packed
    }
    return true
  }

  private func begins(_ first: StoredEntry, after previous: Hash256) throws -> Bool {
    if case .epochBegun(let begun)? = try? StoredAct.act(from: first.act) {
      return begun.from.station == first.station && begun.from.epoch < first.epoch
    }
    return try isFirstOfAll(first) && previous.bytes.allSatisfy { $0 == 0 }
  }

  /// Whether all epochs held of the station continue earlier ones: after a rollback of the hub a later epoch may arrive
  /// before the first. Only one epoch of a journal begins from nothing.
  private func isFirstOfAll(_ first: StoredEntry) throws -> Bool {
    try !Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM journals j JOIN entries e ON e.station = j.station AND e.epoch = j.epoch AND e.sequence = 1
            WHERE j.station = ?1 AND (j.epoch <= ?2 OR e.act NOT GLOB '\(ActName.epochBegun.pattern)'))
          """), arguments: [first.station, first.epoch])!
  }

  /// No clock and no number of restores gets further.
  static let epochs = 1...EntryReference.highestEpoch
  /// The maximum number of epochs of a station, in all and begun within a day: each is a restore, and the other
  /// stations of its office have to hold and name them all.
  static let mostEpochs = 200
  static let mostEpochsADay = 20

  /// Whether the station begins more epochs than occasional restores explain.
  func isTooMany(_ first: StoredEntry, on now: Int) throws -> Bool {
    guard first.sequence == 1 else { return false }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*), ifnull(sum(ifnull(e.taken, 0) > ?), 0)
          FROM journals j JOIN entries e ON e.station = j.station AND e.epoch = j.epoch \
          AND e.sequence = 1 WHERE j.station = ?
          """), arguments: [now - 86_400_000, first.station])
    guard let row else { return false }
    return row[0] >= JournalOrder.mostEpochs || row[1] >= JournalOrder.mostEpochsADay
  }

  static let tooMany = Bilingual(
    "Máy này được phục hồi quá nhiều lần: tỉnh nhận không quá \(mostEpochsADay) lần trong một ngày và \(mostEpochs) "
      + "lần cả thảy; mai gửi tiếp, hoặc báo quản trị tỉnh để đăng ký máy mới.",
    "This station was restored too often: the province accepts \(mostEpochsADay) restores a day and \(mostEpochs) "
      + "in all; send again tomorrow, or ask the administrator to enrol a new station."
  )

  private func lastTime(before entry: StoredEntry) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT time FROM entries WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [entry.station, entry.epoch, entry.sequence - 1])
  }
}

extension StoredEntry {
  /// Whether it is in the canonical form, so that all programs read it alike, and no two entries have one hash.
  var isPlain: Bool { !clerk.utf8.contains(10) && StoredAct.isPlain(act) }
}
