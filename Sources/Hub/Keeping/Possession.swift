import Exchange
import GRDB
import Records
import RecordsSQL

/// Which offices may be given a content: those that have uploaded it, and those it was delivered to by one of these.
/// Earlier versions did not distinguish referencing a content from having it.
enum Possession {
  /// Creates the tables and fills them from what is held: the office that uploaded the last byte of a stored content
  /// possesses it, and so do those its entries were delivered to. An office that only referenced it is asked for it.
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Which office possesses which content: all its bytes came from it, or from one that possesses it and gave it.
        CREATE TABLE possessed (
          sha256 BLOB NOT NULL,
          organ TEXT NOT NULL,
          PRIMARY KEY (sha256, organ)
        ) STRICT, WITHOUT ROWID;
        -- To whom an entry that names the content was delivered, and whose entry it was.
        CREATE TABLE delivered (
          sha256 BLOB NOT NULL,
          writer TEXT NOT NULL,
          organ TEXT NOT NULL,
          PRIMARY KEY (sha256, writer, organ)
        ) STRICT, WITHOUT ROWID;
        """)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT mailboxes.organ, stations.organ, act FROM mailboxes JOIN entries ON place = entry \
        JOIN stations USING (station)
        WHERE code IS NULL AND (act GLOB '\(ActName.attached.pattern)'
          OR act GLOB '\(ActName.issued.pattern)' AND act GLOB '*"files":*')
        """)
    while let row = try rows.next() {
      guard let act = try? StoredAct.act(from: row[2]) else { continue }
      try Contents.grantReading(of: act, by: row[0], from: row[1], db)
    }
    let uploaded = try Row.fetchAll(
      db,
      sql: """
        SELECT sha256, organ FROM concerns JOIN contents USING (sha256) WHERE wrote = 1 AND got = concerns.size \
        AND concerns.size = contents.size
        """)
    for row in uploaded { try Contents.possess(row.stored(0), row[1], db) }
    try db.execute(
      sql: """
        UPDATE concerns SET wanted = 1, got = 0 WHERE wrote = 1 AND wanted = 0
          AND NOT EXISTS (SELECT 1 FROM possessed p WHERE p.sha256 = concerns.sha256 AND p.organ = concerns.organ);
        INSERT OR IGNORE INTO sizes (sha256, organ, size) SELECT sha256, organ, size \
        FROM concerns WHERE wrote = 1 AND wanted = 1
        """)
  }
}
