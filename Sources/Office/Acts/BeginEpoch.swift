import GRDB
import Records

extension OfficeTransaction {
  /// Continues in a new epoch after the last entry. No number is given until the last ones used on paper are confirmed
  /// (`confirmNumbers`).
  func goOn(inEpoch epoch: Int) throws {
    let last = try beginEpoch(epoch)
    try write(.epochBegun(.init(from: last)), isByItself: true)
    mustConfirmNumbers = true
    if try Enrolment.read(db) != nil { try GrantedLease.awaitFirst(db) }
    try db.execute(sql: "UPDATE station SET begunAnew = 1")
  }
}

extension Acts.EpochBegun: OfficeChange {
  /// Changes no register: the journal continues in the new epoch.
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    []
  }
}
