import GRDB
import Records

/// What the hub's data can be asked for, whoever asks: the hub itself, for a command, or a reader beside it, for the page.
package protocol HubLooking {
  /// All agencies the hub knows.
  var directory: OrganDirectory { get throws }
  /// The day in Việt Nam.
  var today: Day { get }
  /// One consistent state.
  func read<T>(_ body: (Database) throws -> T) throws -> T
}

extension Hub: HubLooking {}
extension HubReader: HubLooking {}
