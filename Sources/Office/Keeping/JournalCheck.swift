import Foundation
import GRDB
import Records
import RecordsSQL
import Wording

/// One pass over the journal, station by station, that checks every hash and sequence and applies every entry.
struct JournalCheck {
  let db: Database
  /// Whether several stations of the office write, or a reader brought back what one of them wrote: only then can a
  /// number be taken during the replay that is free at the end.
  private let isOfSeveral: Bool

  init(_ db: Database) throws {
    self.db = db
    isOfSeveral = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM kept.received WHERE isOwn) OR EXISTS (
          SELECT 1 FROM kept.journal WHERE station NOT IN (
            SELECT CAST(id AS TEXT) FROM kept.station UNION ALL SELECT station FROM kept.hub))
        """)!
  }

  /// Returns whether all entries could be applied: those after the first broken entry prove nothing.
  func run(_ report: inout VerifyReport, _ progress: (Double) -> Void) throws -> Bool {
    let total = max(
      1,
      try Int.fetchOne(db, sql: "SELECT (SELECT count(*) FROM kept.journal) + (SELECT count(*) FROM kept.received)")
        ?? 1)
    let own = try String.fetchOne(db, sql: "SELECT CAST(id AS TEXT) FROM kept.station").flatMap { StationName($0) }
    let registers = Registers(db, isReplay: true, later: LinesLeft())
    let isFromHub = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM kept.hub)")!
    var (chain, isWhole) = (Chain(of: own, isFromHub: isFromHub), true)
    var ownEnd: Chain.End?
    let setAside = try setAside()
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(Journal.columns), hash FROM kept.journal ORDER BY station, epoch, sequence")
    while let row = try rows.next() {
      let link = try chain.step(row, hash)
      report.entries += 1
      for words in link.faults { report.add(.chain, link.place, words) }
      isWhole = isWhole && link.faults.isEmpty
      if isWhole, let reference = link.reference, !setAside.contains(reference) {
        isWhole = try apply(link.entry, isReceived: false, registers, link.place, &report)
      }
      if chain.end?.reference.station == own { ownEnd = chain.end }
      if report.entries % 4096 == 0 { progress(Double(report.entries) / Double(total)) }
    }
    isWhole = try checkReceived(registers, besides: setAside, isWhole, &report)
    if isWhole { try registers.rebuildLines() }
    isWhole = try isWhole && applySetAside(registers, &report)
    try compareStation(with: ownEnd, &report)
    report.head = ownEnd.map { "\($0.reference) \($0.hash)" }
    return isWhole
  }

  /// Checks the entries of other offices, and those that readers brought back: each is hashed after the
  /// previous hash that was delivered with it.
  private func checkReceived(
    _ registers: Registers, besides setAside: Set<EntryReference>, _ isWhole: Bool, _ report: inout VerifyReport
  ) throws -> Bool {
    var isWhole = isWhole
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(Journal.columns), hash, previous, isOwn FROM kept.received ORDER BY position, station, epoch, sequence
        """)
    while let row = try rows.next() {
      report.entries += 1
      let place = "received \(row[0] as DatabaseValue).\(row[1] as DatabaseValue).\(row[2] as DatabaseValue)"
      guard let entry = RawEntry(row), let previous = Hash256.fromDatabaseValue(row[9]),
        SHA256.hash(previous, entry.hashed) == entry.hash
      else {
        isWhole = false
        report.add(
          .chain, place,
          Bilingual("Mã băm không khớp: việc này đã bị sửa.", "The hash does not match: this entry was changed."))
        continue
      }
      if isWhole, !setAside.contains(entry.reference) {
        isWhole = try apply(entry.entry, isReceived: !row[10], registers, place, &report)
      }
    }
    return isWhole
  }

  /// Returns the entries that could not be applied when they arrived.
  private func setAside() throws -> Set<EntryReference> {
    Set(
      try Row.fetchAll(db, sql: "SELECT station, epoch, sequence FROM kept.unapplied").map {
        try EntryReference($0)
      })
  }

  /// Applies an entry; returns whether the act could be read and applied.
  private func apply(
    _ entry: JournalEntry?, isReceived: Bool, _ registers: Registers, _ place: String, _ report: inout VerifyReport
  ) throws -> Bool {
    guard let entry else {
      report.add(.chain, place, Bilingual("Nội dung việc không đọc được.", "The act cannot be read."))
      return false
    }
    let sourced = SourcedEntry(entry: entry, isReceived: isReceived)
    do {
      if !isReceived, isOfSeveral {
        _ = try registers.applyOrSetAside(sourced)
      } else {
        try registers.apply(sourced)
      }
      return true
    } catch let error where !VerifyReport.isOfTheMachine(error) {
      report.add(
        .entry, place,
        Bilingual("Việc này không thực hiện lại được: \(error).", "This act cannot be replayed: \(error)."))
      return false
    }
  }

  /// Applies the entries that found their number taken, after all others: in one station's journal a line may come
  /// before the entry of another station that frees its number. Returns whether all could be applied.
  private func applySetAside(_ registers: Registers, _ report: inout VerifyReport) throws -> Bool {
    func waiting() throws -> [EntryReference] {
      try Row.fetchAll(db, sql: "SELECT station, epoch, sequence FROM main.unapplied").map {
        try EntryReference($0)
      }
    }
    var (entries, before) = (try waiting(), Int.max)
    while !entries.isEmpty, entries.count < before {
      before = entries.count
      try db.execute(sql: "DELETE FROM main.unapplied")
      for sourced in try entries.compactMap(Journal(db).sourcedEntry) { _ = try registers.applyOrSetAside(sourced) }
      entries = try waiting()
    }
    for entry in entries {
      report.add(
        .entry, "journal \(entry)",
        Bilingual(
          "Việc này không thực hiện lại được: số đã có ở văn bản khác.",
          "This act cannot be replayed: another line has the number."))
    }
    return entries.isEmpty
  }

  private func hash(_ reference: EntryReference) throws -> Hash256? {
    try Hash256.fetchOne(
      db.cachedStatement(sql: "SELECT hash FROM kept.journal WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [reference.station, reference.epoch, reference.sequence])
  }

  private func compareStation(with end: Chain.End?, _ report: inout VerifyReport) throws {
    guard let station = try Row.fetchOne(db, sql: "SELECT epoch, sequence, time, hash FROM kept.station") else {
      return report.add(
        .station, "station", Bilingual("Không có dòng của máy này.", "The line of this station is missing."))
    }
    let expected: [DatabaseValue] = [
      (end?.reference.epoch ?? 1).databaseValue, (end?.reference.sequence ?? 0).databaseValue,
      max(end?.time ?? 0, station[2]).databaseValue, (end?.hash ?? .zero).databaseValue,
    ]
    for (index, column) in ["epoch", "sequence", "time", "hash"].enumerated() {
      let found: DatabaseValue = station[index]
      guard found != expected[index] else { continue }
      report.add(
        .station, "station.\(column)",
        Bilingual(
          "Nhật ký kết thúc ở \(shown(expected[index])), máy ghi là \(shown(found)): có việc bị mất hoặc bị thêm.",
          "The journal ends at \(shown(expected[index])), the station says \(shown(found)): acts are missing or were "
            + "added."))
    }
  }

  /// A value for people: a hash by its first digits.
  private func shown(_ value: DatabaseValue) -> String {
    Data.fromDatabaseValue(value).map { "\(Array($0).hexadecimal.prefix(12))…" } ?? "\(value)"
  }
}

extension VerifyReport {
  static func isOfTheMachine(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode != .SQLITE_CONSTRAINT && error.resultCode != .SQLITE_MISMATCH
  }
}
