import Foundation
import GRDB
import Records
import Wording

/// Walks the journal once, in the order of each station's chain: checks every hash and sequence, and applies every entry.
struct JournalCheck {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// Gives whether all of it could be applied: what stands behind the first broken entry proves nothing any more.
  func run(_ report: inout VerifyReport, _ progress: (Double) -> Void) throws -> Bool {
    let total = max(1, try Int.fetchOne(db, sql: "SELECT count(*) FROM kept.journal") ?? 1)
    let own = try String.fetchOne(db, sql: "SELECT CAST(id AS TEXT) FROM kept.station")
    let registers = Registers(db)
    var (chain, isWhole) = (Chain(), true)
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(Journal.columns), hash FROM kept.journal ORDER BY station, epoch, sequence")
    var ownEnd: Chain.End?
    while let row = try rows.next() {
      let link = chain.step(row)
      report.entries += 1
      for words in link.faults { report.add(.chain, link.place, words) }
      isWhole = isWhole && link.faults.isEmpty
      if isWhole, let entry = link.entry {
        do { try registers.apply(entry) } catch let error where !VerifyReport.isOfTheMachine(error) {
          isWhole = false
          report.add(
            .entry, link.place,
            Words(
              "Việc này không thực hiện lại được: \(error).", "This act cannot be done again: \(error)."))
        }
      }
      if chain.end?.reference.station == own { ownEnd = chain.end }
      if report.entries % 4096 == 0 { progress(Double(report.entries) / Double(total)) }
    }
    try compareStation(with: ownEnd, &report)
    report.head = ownEnd.map { "\($0.reference) \($0.hash.hexadecimal)" }
    return isWhole
  }

  private func compareStation(with end: Chain.End?, _ report: inout VerifyReport) throws {
    guard let station = try Row.fetchOne(db, sql: "SELECT epoch, sequence, time, hash FROM kept.station") else {
      return report.add(
        .station, "station", Words("Không có dòng của máy này.", "The line of this station is missing."))
    }
    let expected: [DatabaseValue] = [
      (end?.reference.epoch ?? 1).databaseValue, (end?.reference.sequence ?? 0).databaseValue,
      (end?.time ?? 0).databaseValue, (end?.hash ?? Station.noHash).data.databaseValue,
    ]
    for (index, column) in ["epoch", "sequence", "time", "hash"].enumerated() {
      let found: DatabaseValue = station[index]
      guard found != expected[index] else { continue }
      report.add(
        .station, "station.\(column)",
        Words(
          "Nhật ký kết thúc ở \(expected[index]), máy ghi là \(found): có việc bị mất hoặc bị thêm.",
          "The journal ends at \(expected[index]), the station says \(found): acts are missing or were added."))
    }
  }
}

extension VerifyReport {
  static func isOfTheMachine(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode != .SQLITE_CONSTRAINT && error.resultCode != .SQLITE_MISMATCH
  }
}
