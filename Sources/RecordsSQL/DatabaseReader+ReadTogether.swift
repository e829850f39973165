import GRDB

extension DatabaseReader {
  /// Reads in one transaction, and may write nothing.
  ///
  /// Not GRDB's `read`: on a connection that also writes it sets `PRAGMA query_only` before and after, and SQLite then
  /// prepares every cached statement again.
  public func readTogether<T>(_ body: (Database) throws -> T) throws -> T {
    try unsafeRead { db in
      let changes = db.totalChangesCount
      var result: T?
      try db.inTransaction(.deferred) {
        result = try body(db)
        return .commit
      }
      assert(db.totalChangesCount == changes, "written where it is only read")
      return result!
    }
  }
}
