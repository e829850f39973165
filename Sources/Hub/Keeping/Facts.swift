import Exchange
import GRDB
import Records
import RecordsSQL

/// Facts the hub keeps about itself.
enum Fact: String {
  case lastBackup, lastBackupFolder
  /// The files of each folder with which something was wrong when cron was last told so, and the day.
  case toldTroubles

  func read(_ db: Database) throws -> String? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT value FROM facts WHERE name = ?"), arguments: [rawValue])
  }

  func write(_ value: String, _ db: Database) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", arguments: [rawValue, value])
  }
}

extension Hub {
  /// Records a completed backup.
  func backedUp(to folder: String, lacking missing: Int) throws {
    let now = system.now()
    try write { db in
      try Fact.lastBackup.write(String(now), db)
      try Fact.lastBackupFolder.write(folder, db)
      try record(.backupMade, on: missing == 0 ? folder : "\(folder) -\(missing)", db)
    }
  }
}

extension Hub {
  /// Whether something is wrong with files of a folder that was not said today: what a station has to send again stays
  /// as it is for days, and the folder is looked at every few minutes.
  public func isNews(troubled files: [String], in place: String) throws -> Bool {
    let now = files.isEmpty ? nil : "\(today) \(Hash256(of: Array(files.sorted().joined(separator: "\n").utf8)))"
    return try write { db in
      let lines = try Fact.toldTroubles.read(db)?.split(separator: "\n").map(String.init) ?? []
      var told = Dictionary(
        lines.compactMap { line in
          line.firstIndex(of: "\t").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
        }
      ) { $1 }
      let key = Hash256(of: Array(place.utf8)).description
      guard told[key] != now else { return false }
      told[key] = now
      try Fact.toldTroubles.write(told.sorted { $0.key < $1.key }.map { "\($0)\t\($1)" }.joined(separator: "\n"), db)
      return now != nil
    }
  }
}

extension HubReader {
  /// The time of the last backup, in milliseconds since 1970.
  public func lastBackup() throws -> Int? { try read { try Fact.lastBackup.read($0).flatMap { Int($0) } } }
}
