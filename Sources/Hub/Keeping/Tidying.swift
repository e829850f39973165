import DurableFile
import Exchange
import FoundationEssentials
import GRDB

extension Hub {
  /// Pages given back at a time: some 40 MB, a tenth of a second.
  private static let pages = 10_000

  /// Gives back what is not needed any more, a step at a time: contents nobody names, pages the data has left, the log behind the
  /// data. What it does not come to it does the next time; nothing of it changes what anybody is given.
  public func tidy() throws {
    try sweep()
    try HubStorageRefusal.translating(path) {
      try database.writeWithoutTransaction { db in
        if try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0 > 256 {
          // A row for every page.
          _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(\(Hub.pages))")
        }
        // Who reads meanwhile is waited for the next time.
        _ = try? db.checkpoint(.truncate)
      }
    }
  }

  /// Contents that no entry names for anybody, and pieces of such.
  private func sweep() throws {
    let swept = try write { db in
      try db.execute(
        sql: """
          DELETE FROM pieces WHERE NOT EXISTS (SELECT 1 FROM concerns WHERE concerns.sha256 = pieces.sha256);
          DELETE FROM tried WHERE NOT EXISTS (
            SELECT 1 FROM pieces WHERE pieces.sha256 = tried.sha256 AND pieces.sender = tried.sender)
          """)
      return try Data.fetchAll(
        db,
        sql: """
          DELETE FROM contents WHERE NOT EXISTS (SELECT 1 FROM concerns WHERE concerns.sha256 = contents.sha256)
          RETURNING sha256
          """
      ).map(Hash256.init(stored:))
    }
    // A file that stays for want of a moment does no harm: the same content is written over it.
    guard case .folder(let folder) = contents else { return }
    for hash in swept { try? Folder.remove(ContentStore.file(folder, hash)) }
  }
}
