import GRDB
import Records

extension Desk {
  /// Goes on in a new epoch after the last entry, with the question about the numbers on paper open.
  func goOn(inEpoch epoch: Int) throws {
    let last = beginEpoch(epoch)
    try write(.epochBegun(.init(from: last)))
    mustConfirmNumbers = true
    try db.execute(sql: "UPDATE station SET begunAnew = 1")
  }
}

extension Act.EpochBegun: OfficeChange {
  /// Nothing in the registers: the journal goes on under the new epoch.
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    []
  }
}
