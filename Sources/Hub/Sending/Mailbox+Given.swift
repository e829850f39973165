import GRDB
import Records

/// A position of a mailbox is *given* once it was written into an answer, whichever way the answer went and whether it
/// arrived or not. What is given never changes; what is not may still be kept back (`Withdrawals`).
extension Mailbox {
  /// The data of earlier versions does not say what was given: all of it may have been.
  static func migrateGiven(_ db: Database) throws {
    try db.execute(
      sql: """
        -- The last position of a mailbox that was written into an answer.
        CREATE TABLE given (organ TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO given SELECT organ, max(position) FROM mailboxes GROUP BY organ;
        -- The place of the entry that made the office a reader; NULL if an earlier version received it.
        ALTER TABLE readers ADD COLUMN since INTEGER;
        -- Documents that were taken back before they were given to a reader, which is none then: the places of the \
        entry that made it one, and of the recall or voiding.
        CREATE TABLE withdrawn (
          document TEXT NOT NULL, organ TEXT NOT NULL, issue INTEGER NOT NULL, recall INTEGER NOT NULL,
          PRIMARY KEY (document, organ)
        ) STRICT, WITHOUT ROWID;
        """)
  }

  /// The last position that was given; 0 if none was.
  static func given(to organ: Organ.ID, _ db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT position FROM given WHERE organ = ?"), arguments: [organ]) ?? 0
  }

  /// Records that the items up to a position are given now. To be on the disk before the answer leaves.
  static func give(upTo position: Int, to organ: Organ.ID, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO given (organ, position) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET position = max(position, excluded.position)
        """
    ).execute(arguments: [organ, position])
  }
}
