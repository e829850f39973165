import GRDB
import GRDBSQLite

/// SQLite's own lock for checkpoints: while it is held here, no program moves the log into the main file.
///
/// It is requested without waiting, and never by a connection that is in a checkpoint itself.
enum CheckpointLock {
  enum Answer<Value> {
    case held(Value)
    /// Another program holds it.
    case busy
    /// This file has no such lock: its log is not shared.
    case none
  }

  /// The place of the lock (the file format, section "Locks": WAL_CKPT_LOCK), and the flags of `xShmLock` (sqlite3.h:
  /// SQLITE_SHM_*).
  private static let (place, unlock, lock, exclusive): (Int32, Int32, Int32, Int32) = (1, 1, 2, 8)

  /// Runs `body` while no page is moved from the log into the main file.
  static func whileHeld<Value>(_ db: Database, _ body: () throws -> Value) rethrows -> Answer<Value> {
    var pointer: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &pointer) == SQLITE_OK,
      let pointer, let methods = pointer.pointee.pMethods, methods.pointee.iVersion >= 2,
      let ask = methods.pointee.xShmLock
    else { return .none }
    switch ask(pointer, place, 1, lock | exclusive) {
    case SQLITE_OK: break
    case SQLITE_BUSY: return .busy
    default: return .none
    }
    defer { _ = ask(pointer, place, 1, unlock | exclusive) }
    return .held(try body())
  }
}
