import GRDB
import Records
import RecordsSQL

/// Read access to the hub's data: by the hub itself, for commands, or by a separate reader, for the page.
package protocol HubLooking {
  /// All agencies the hub knows.
  var directory: OrganDirectory { get throws }
  /// Today in Vietnam.
  var today: Day { get }
  /// Reads in one transaction.
  func read<T>(_ body: (Database) throws -> T) throws -> T
}

extension Hub: HubLooking {}
extension HubReader: HubLooking {}
