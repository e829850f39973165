import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Sets for how many days after an exchange the stations of this office may give numbers; 0 for no limit. The hub
  /// uses it from the next exchange on.
  public func setLease(days: Int) throws {
    guard Lease.days.contains(days) else { throw OfficeSettingsRefusal.leaseDays(days) }
    try write(.leaseSet(.init(days: days)))
  }
}

extension Acts.LeaseSet: OfficeChange {
  /// Changes no register: the hub grants the leases.
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] { [] }
}
