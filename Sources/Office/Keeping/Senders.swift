import GRDB
import Records
import RecordsSQL

extension Office {
  /// Determines from the keys who sent the documents that an earlier version accepted as the sender claimed, if they
  /// are not registered yet.
  func makeSenders() throws {
    let lines = try database.readTogether { try Registers($0).unsigned() }
    guard !lines.isEmpty else { return }
    try database.inTransaction(.immediate) { db in
      let changed = try Registers(db).unsigned().flatMap { try Registers(db).rebuild($0) }
      try SearchIndex(db).update(Set(changed))
      return .commit
    }
  }
}
