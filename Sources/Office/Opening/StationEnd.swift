import Foundation
import GRDB
import GRDBSQLite
import Records
import RecordsSQL

/// The end of a station's own chain of entries, as a file states it.
struct StationEnd: Equatable {
  var station: StationName?
  var epoch: Int
  var sequence: Int
  var hash: Hash256

  init(_ station: Station) {
    (self.station, epoch, sequence, hash) = (station.id, station.epoch, station.sequence, station.hash)
  }

  init(_ entry: EntryReference, _ hash: Hash256) {
    (station, epoch, sequence) = (entry.station, entry.epoch, entry.sequence)
    self.hash = hash
  }

  /// Reads what the main file states without the log beside it. Only a checkpoint changes that, and never backwards; so
  /// a copy written over the file shows here, although the log still hides it from every reader.
  ///
  /// - Returns: nil if the file cannot be read as an office's. That may be so in a sound file too: a checkpoint that a
  ///   reader kept from the end of the log leaves out every page that was written again after the reader, so the file
  ///   holds pages of several states.
  init?(restingIn path: String) {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(SQLiteAddress.alone(path), &connection, flags, nil) == SQLITE_OK else { return nil }
    // Such a file may also be shorter than its header says; SQLite ignores that if `writable_schema` is on.
    sqlite3_exec(connection, "PRAGMA writable_schema = ON", nil, nil, nil)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let sql = "SELECT id, epoch, sequence, hash FROM station"
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, sqlite3_step(statement) == SQLITE_ROW,
      let text = sqlite3_column_text(statement, 0), let bytes = sqlite3_column_blob(statement, 3),
      let name = StationName(String(cString: text)),
      let hash = Hash256(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, 3))))
    else { return nil }
    station = name
    epoch = Int(sqlite3_column_int64(statement, 1))
    sequence = Int(sqlite3_column_int64(statement, 2))
    self.hash = hash
  }

  /// Whether the journal contains this end: the entry is there, with this hash.
  func isReached(in db: Database) throws -> Bool {
    guard sequence > 0 else { return true }
    return try Hash256.fetchOne(
      db.cachedStatement(sql: "SELECT hash FROM journal WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [station, epoch, sequence]) == hash
  }

  func isBefore(_ other: StationEnd) -> Bool { (epoch, sequence) < (other.epoch, other.sequence) }
}
