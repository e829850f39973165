import GRDB
import Records

/// Rebuilds the lines whose sender undid an act or removed a file: an earlier version let it do so with what its
/// readers had registered.
enum SendersMigration {
  static func run(_ db: Database) throws {
    for isReceived in [false, true] {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT t.document, act FROM trail t \
          JOIN \(isReceived ? "received" : "journal") USING (station, epoch, sequence)
          WHERE act GLOB '{"undone":*'
          """)
      while let row = try rows.next() {
        guard case .undone(let act)? = try? StoredAct.act(from: row[1]) else { continue }
        try db.execute(
          sql: "INSERT OR IGNORE INTO undoing (document, entry, isReceived) VALUES (?, ?, ?)",
          arguments: [row[0] as Int64, act.entry.description, isReceived])
      }
    }
    let documents = try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT t.document FROM trail t JOIN received r USING (station, epoch, sequence)
        WHERE r.act GLOB '{"undone":*' OR r.act GLOB '{"detached":*'
        """)
    try LinesToRebuild.note(documents, db)
  }
}
