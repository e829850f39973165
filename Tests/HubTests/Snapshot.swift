import GRDB
import Records
import TestProvince

@testable import Hub

extension World {
  /// Copies the hub's data as a snapshot of the disk does: with nothing that shows that it is a copy.
  func snapshot(_ path: String) throws {
    let file = try DatabaseQueue(path: path)
    try hub.database.backup(to: file)
    try file.close()
  }

  /// Restores the hub from a snapshot.
  func goBack(to path: String) throws {
    let keys = hub.keys
    now += 1_000
    replace(hub: try Hub.inOneFile(path, name: "", keys: keys, system: system))
  }

  func count(_ sql: String) throws -> Int { try hub.read { try Int.fetchOne($0, sql: sql) ?? 0 } }

  /// Entries of the hub's own journal.
  var ownEntries: Int { get throws { try count("SELECT count(*) FROM entries JOIN hub USING (station)") } }
  var lives: Int { get throws { try count("SELECT count(*) FROM incarnations") } }
}
