import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// Which document gave an office the right to a content. The right ends with that document: an office that agrees to a
/// recall has destroyed the content and is not given it again, unless another document brought the same content, or the
/// office has uploaded it itself.
enum Readings {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE readings (
          organ TEXT NOT NULL, document TEXT NOT NULL, sha256 BLOB NOT NULL,
          PRIMARY KEY (organ, document, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX readingsOfContent ON readings (organ, sha256);
        """)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT mailboxes.organ, act, station, epoch, sequence FROM mailboxes JOIN entries ON place = entry
        WHERE code IS NULL AND (act GLOB '\(ActName.attached.pattern)'
          OR act GLOB '\(ActName.issued.pattern)' AND act GLOB '*"files":*')
        """)
    while let row = try rows.next() {
      guard let act = try? StoredAct.act(from: row[1]) else { continue }
      let entry = try EntryReference(row, from: 2)
      try keep(act, about: act.document ?? entry, by: row[0], db)
    }
  }

  /// Records that the office is given an entry about a document.
  static func keep(_ act: Act, about document: EntryReference, by organ: Organ.ID, _ db: Database) throws {
    for file in Contents.files(of: act) {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO readings (organ, document, sha256) VALUES (?, ?, ?)")
        .execute(arguments: [organ, document.description, file.hash])
    }
  }

  /// Ends the rights by a document, because the office has agreed to its recall.
  static func end(_ document: EntryReference, of organ: Organ.ID, _ db: Database) throws {
    let ended = try Hash256.fetchAll(
      db, sql: "DELETE FROM readings WHERE organ = ? AND document = ? RETURNING sha256",
      arguments: [organ, document.description])
    for hash in ended {
      let isStillRead = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM readings WHERE organ = ? AND sha256 = ?)", arguments: [organ, hash])!
      guard !isStillRead else { continue }
      try db.execute(sql: "DELETE FROM delivered WHERE organ = ? AND sha256 = ?", arguments: [organ, hash])
      try db.execute(
        sql: """
          DELETE FROM possessed WHERE organ = ?1 AND sha256 = ?2
            AND NOT EXISTS (SELECT 1 FROM concerns WHERE organ = ?1 AND sha256 = ?2 AND wrote = 1)
          """, arguments: [organ, hash])
    }
  }
}
