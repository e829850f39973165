import GRDB
import GRDBSQLite

/// The query was replaced by another one while it was running.
public struct StaleQuery: Error {}

/// Makes a running query interruptible: SQLite calls its progress handler every few thousand steps.
final class Interruption {
  private let isStale: () -> Bool

  init(_ isStale: @escaping () -> Bool) { self.isStale = isStale }

  func guarding<T>(_ database: DatabaseQueue, _ body: () throws -> T) throws -> T {
    let this = Unmanaged.passUnretained(self).toOpaque()
    install(database, this)
    defer { install(database, nil) }
    do { return try body() } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw StaleQuery()
    }
  }

  private func install(_ database: DatabaseQueue, _ context: UnsafeMutableRawPointer?) {
    database.inDatabase { db in
      guard context != nil else { return sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }
      sqlite3_progress_handler(
        db.sqliteConnection, 4000,
        { context in Unmanaged<Interruption>.fromOpaque(context!).takeUnretainedValue().isStale() ? 1 : 0 }, context)
    }
  }
}
