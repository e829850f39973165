import DurableFile
import GRDB
import GRDBSQLite
import Records

/// An empty office beside the real one, on one connection: the journal of the schema `kept` is applied to the empty registers of
/// the schema `main`.
///
/// The empty one is SQLite's own temporary file, kept in memory as long as it is small and gone with the connection. It has no
/// journal table, so that `Registers`, which names no schema, reads the real journal.
struct Replay {
  let queue: DatabaseQueue
  /// The tables and indexes of a file of this version.
  let made: Set<String>

  init(of office: Office) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.label = "replay"
    // Where the disk is full, nothing can be put aside.
    queue = try DatabaseQueue(path: office.viewOnly == nil ? "" : ":memory:", configuration: configuration)
    try Office.makeTables(in: queue)
    made = try queue.inDatabase { try ForeignSchema.names($0, in: "main") }
    try queue.inDatabase { db in
      // Only what `apply` itself looks things up with: the others cost time and are compared by SQLite's own check.
      let spare = try String.fetchAll(
        db,
        sql:
          """
          SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
            AND name NOT IN ('document_number', 'custody_last', 'givenUp_document')
          """
      )
      for index in spare { try db.execute(sql: "DROP INDEX \(index)") }
      try db.execute(
        sql: """
          DROP TABLE journal; DROP TABLE received; DROP TABLE search;
          PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
          """)
      let kept =
        office.quiet?.attachment ?? (name: office.path.isEmpty ? ":memory:" : FileAddress.of(office.path), pragma: "")
      try db.execute(sql: kept.pragma)
      try db.execute(sql: "ATTACH ? AS kept", arguments: [kept.name])
      if office.path.isEmpty { try Replay.copy(office, into: db) }
    }
  }

  /// An office in memory has no path to be attached by.
  private static func copy(_ office: Office, into db: Database) throws {
    try office.database.inDatabase { source in
      let backup = sqlite3_backup_init(db.sqliteConnection, "kept", source.sqliteConnection, "main")
      sqlite3_backup_step(backup, -1)
      let code = sqlite3_backup_finish(backup)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }
}
