import DurableFile
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// The number of pages given back at a time: some 40 MB, a tenth of a second.
  private static let pages = 10_000

  /// Frees what is not needed any more, a step at a time: unreferenced contents, free pages of the data, the WAL. What
  /// it does not finish is left for the next time; nothing of it changes what anybody is given.
  public func tidy() throws {
    try sweep()
    try HubStorageRefusal.translating(path) {
      try database.writeWithoutTransaction { db in
        if try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0 > 256 {
          // The statement returns a row for every page.
          _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(\(Hub.pages))")
        }
        // If somebody is reading, it is left for the next time.
        _ = try? db.checkpoint(.truncate)
      }
    }
  }

  /// Deletes contents, and pieces of them, that no entry references.
  private func sweep() throws {
    let swept = try write { db in
      try db.execute(
        sql: """
          DELETE FROM pieces WHERE NOT EXISTS (SELECT 1 FROM concerns WHERE concerns.sha256 = pieces.sha256);
          DELETE FROM tried WHERE NOT EXISTS (
            SELECT 1 FROM pieces WHERE pieces.sha256 = tried.sha256 AND pieces.sender = tried.sender)
          """)
      return try Hash256.fetchAll(
        db,
        sql: """
          DELETE FROM contents WHERE NOT EXISTS (SELECT 1 FROM concerns WHERE concerns.sha256 = contents.sha256)
          RETURNING sha256
          """
      )
    }
    // A file that could not be removed does no harm: the same content would overwrite it.
    guard case .folder(let folder) = contents else { return }
    for hash in swept { try? Folder.remove(ContentStore.file(folder, hash)) }
  }
}
