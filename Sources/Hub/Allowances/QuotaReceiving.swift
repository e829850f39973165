import Exchange
import GRDB
import Records
import RecordsSQL
import Wording

/// The cost of a batch, counted while it is routed.
final class RoutingCost {
  var documents = 0
  var recipients = 0
  /// How often each document was changed.
  var changes: [EntryReference: Int] = [:]
}

extension Hub {
  /// Accepts a batch if its office may send so much today: all of it or nothing, because one seal covers it.
  func receiveWithin(_ batch: Batch, of organ: Organ.ID, _ db: Database) throws -> BatchOutcome {
    // The axis is the hub's own.
    guard organ != NationalAxis.id else { return try receive(batch, of: organ, db) }
    var purse = try Purse(organ, on: today, db)
    if let thing = purse.isStillOver { return .over(purse.overstep(thing)) }
    let cost = RoutingCost()
    var result = BatchOutcome.gap(batch.seal.reference)
    var over: (thing: Quota.Thing, cost: Quota)?
    var isChangedTooOften = false
    try db.inSavepoint {
      result = try receive(batch, of: organ, counting: cost, db)
      guard case .held(_, let new) = result, new > 0 else { return .commit }
      let bytes = batch.run.entries.suffix(new).reduce(0) { $0 + $1.act.utf8.count + $1.clerk.utf8.count + 64 }
      let spent = Quota(documents: cost.documents, recipients: cost.recipients, bytes: bytes)
      if let thing = purse.isOver(spent) {
        over = (thing, spent)
        return .rollback
      }
      guard try ChangesOfDay.count(cost.changes, within: purse, db) else {
        isChangedTooOften = true
        return .rollback
      }
      try purse.spend(spent, db)
      return .commit
    }
    if isChangedTooOften { return .over(purse.overstep(.changes)) }
    guard let over else { return result }
    try purse.refuse(over.cost, db)
    return .over(purse.overstep(over.thing))
  }

  /// Why an office's pieces are not accepted now; `nil` if they are.
  func refusal(ofPiecesFrom organ: Organ.ID) throws -> Overstep? {
    let free = system.free(path)
    return try read { db in
      let purse = try Purse(organ, on: today, db)
      if purse.quota.bytes == 0 || purse.spent.bytes >= purse.quota.bytes * purse.days { return purse.overstep(.bytes) }
      let kept = try Quota.kept(organ, db)
      if kept >= purse.quota.storage { return purse.overstep(.storage) }
      guard let free, free < Hub.reserve else { return nil }
      // What is left is for offices with less than their share.
      let all = try Int.fetchOne(db, sql: "SELECT ifnull(sum(size), 0) FROM contents") ?? 0
      let offices = try Int.fetchOne(db, sql: "SELECT count(DISTINCT organ) FROM stations WHERE revoked IS NULL") ?? 1
      return kept > max(Hub.leastShare, all / max(1, offices)) ? Overstep(.share, Hub.shareWords) : nil
    }
  }

  /// Free bytes below which an office with more than its share uploads no more files; below `HubExchange.leastFree`
  /// none does.
  static let reserve = 1 << 30
  /// The smallest share, in bytes.
  static let leastShare = 64 << 20

  private static let shareWords = Bilingual(
    "Ổ đĩa của trung tâm còn ít chỗ, dành cho cơ quan giữ ít hơn: sổ vẫn được nhận, tệp kèm theo của cơ quan thì chờ; "
      + "hãy báo văn phòng tỉnh.",
    "The hub's disk has little room left, reserved for offices that use less of it: entries are accepted, "
      + "files of this office wait; tell the provincial office."
  )

  /// Counts uploaded bytes.
  func spend(bytes: Int, of organ: Organ.ID, _ db: Database) throws {
    guard bytes > 0 else { return }
    var purse = try Purse(organ, on: today, db)
    try purse.spend(Quota(bytes: bytes), db)
  }
}

extension Purse {
  /// The overstep to report to the station.
  func overstep(_ thing: Quota.Thing) -> Overstep {
    let most = thing == .storage ? quota.storage : quota[thing] * days
    func amount(_ language: Language) -> String { thing.shown(most, language) }
    let (vietnamese, english) = (amount(.vietnamese), amount(.english))
    switch thing {
    case .documents: return Overstep(thing, ofDay("\(vietnamese) văn bản", "\(english) documents"))
    case .recipients: return Overstep(thing, ofDay("\(vietnamese) lượt nơi nhận", "\(english) deliveries"))
    case .bytes: return Overstep(thing, ofDay(vietnamese, english))
    case .storage:
      return Overstep(
        thing,
        Bilingual(
          "Tệp của cơ quan giữ ở trung tâm đã đủ mức \(vietnamese): sổ vẫn được nhận, "
            + "tệp kèm theo thì chờ đến khi tỉnh nâng mức; không mất gì.",
          "Files of this office at the hub have reached \(english): entries are accepted, "
            + "files wait until the province allows more; nothing is lost."
        ))
    case .changes:
      return Overstep(
        thing,
        Bilingual(
          "Hôm nay một văn bản đã được sửa, đính kèm quá \(vietnamese) lần: phần còn lại tự gửi tiếp từ ngày mai; "
            + "không mất gì.",
          "One document was changed more than \(english) times today: "
            + "the rest is sent from tomorrow on; nothing is lost."
        ))
    }
  }

  private func ofDay(_ vietnamese: String, _ english: String) -> Bilingual {
    Bilingual(
      "Hôm nay cơ quan đã gửi tới mức \(vietnamese) một ngày của trung tâm: phần còn lại tự gửi tiếp từ ngày mai, "
        + "hoặc khi tỉnh nâng mức; không mất gì.",
      "This office has reached the hub's limit of \(english) a day: the rest is sent from tomorrow on, "
        + "or when the province allows more; nothing is lost."
    )
  }
}
