import DurableFile
import GRDB
import GRDBSQLite
import Records
import RecordsSQL

/// An empty office beside the real one, on one connection: the journal of the schema `kept` is applied to the empty
/// registers of the schema `main`.
///
/// The empty office is a temporary SQLite database, in memory as long as it is small and removed with the connection.
/// It has no table `journal`, so that `Registers`, which names no schema, reads the real one.
struct Replay {
  let queue: DatabaseQueue
  /// The tables and indexes of a file of this version.
  let made: Set<String>

  init(of office: Office) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.label = "replay"
    // When the disk is full, temporary files are not possible.
    queue = try DatabaseQueue(path: office.viewOnly == nil ? "" : ":memory:", configuration: configuration)
    try OfficeSchema.makeTables(in: queue)
    made = try queue.inDatabase { try ForeignSchema.names($0, in: "main") }
    try queue.inDatabase { db in
      // Only the indexes that `apply` itself uses: the others take time, and SQLite's own check compares them.
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

  /// Copies an office in memory, which has no path to attach.
  private static func copy(_ office: Office, into db: Database) throws {
    try office.database.inDatabase { source in
      let backup = sqlite3_backup_init(db.sqliteConnection, "kept", source.sqliteConnection, "main")
      sqlite3_backup_step(backup, -1)
      let code = sqlite3_backup_finish(backup)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }
}
