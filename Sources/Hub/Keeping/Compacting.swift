import GRDB
import RecordsSQL

extension Hub {
  /// Rewrites the data file without its free pages (VACUUM). From then on `tidy` gives free pages back, which it cannot
  /// do in data created by earlier versions. No other process may use the data, and there must be room for it twice.
  ///
  /// - Returns: its size before and after, in bytes.
  public func compact() throws -> (before: Int, after: Int) {
    try HubStorageRefusal.translating(path) {
      let sizes = try database.writeWithoutTransaction { db in
        func size() throws -> Int {
          try Int.fetchOne(db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
        }
        let before = try size()
        try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL; VACUUM")
        _ = try db.checkpoint(.truncate)
        return (before: before, after: try size())
      }
      try record(.compacted, on: "\(sizes.before) \(sizes.after)")
      return sizes
    }
  }
}
