import GRDBSQLite
import Records

/// A backup that a sentence names: it can be read, and how far it reaches.
public struct BackupNearby: Equatable, Sendable {
  public var path: String
  /// The day of its last act, in Vietnam.
  public var lastAct: Day
  private var time: Int64

  /// `/media/usb/so.db [20/11/2026]`
  var label: String { "\(path) [\(lastAct.display)]" }

  /// Those that are whole by a quick look, the one with the latest act first: `restore` checks the one that is chosen.
  static func find(_ path: String) -> [BackupNearby] {
    let own = FileMark(path)?.identity
    return FoundBackup.near(path).prefix(100).compactMap { found in
      guard let mark = FileMark(found.path), mark.identity != own, BrokenFile.of(found.path) == nil else { return nil }
      return BackupNearby(found.path)
    }.sorted { ($0.time, $1.path) > ($1.time, $0.path) }
  }

  private init?(_ path: String) {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(SQLiteAddress.alone(path), &connection, flags, nil) == SQLITE_OK,
      sqlite3_prepare_v2(connection, "SELECT time FROM station", -1, &statement, nil) == SQLITE_OK,
      sqlite3_step(statement) == SQLITE_ROW
    else { return nil }
    self.path = path
    time = sqlite3_column_int64(statement, 0)
    lastAct = Day(unixSeconds: Int(clamping: HybridTime(packed: time).milliseconds / 1000))
  }
}
