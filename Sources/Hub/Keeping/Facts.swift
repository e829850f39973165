import GRDB
import RecordsSQL

/// Facts the hub keeps about itself.
enum Fact: String {
  case lastBackup, lastBackupFolder

  func read(_ db: Database) throws -> String? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT value FROM facts WHERE name = ?"), arguments: [rawValue])
  }

  func write(_ value: String, _ db: Database) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", arguments: [rawValue, value])
  }
}

extension Hub {
  /// Records a completed backup.
  func backedUp(to folder: String) throws {
    let now = system.now()
    try write { db in
      try Fact.lastBackup.write(String(now), db)
      try Fact.lastBackupFolder.write(folder, db)
      try record(.backupMade, on: folder, db)
    }
  }
}

extension HubReader {
  /// The time of the last backup, in milliseconds since 1970.
  public func lastBackup() throws -> Int? { try read { try Fact.lastBackup.read($0).flatMap { Int($0) } } }
}
