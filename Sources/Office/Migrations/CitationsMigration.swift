import GRDB
import Records

/// Records which documents name which others in a table of its own. Earlier versions had a column for the one that a
/// document replaces; and of the one that answers it, they knew the code alone.
enum CitationsMigration {
  static func run(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Registers: the documents that a document answers, replaces or is answered by, as the acts name them.
        CREATE TABLE citation (
          document   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
          relation   TEXT NOT NULL,             -- answers | answeredBy | replaces
          saidBy     TEXT NOT NULL DEFAULT '',  -- the recipient that reported it, as it was addressed
          station    TEXT,                      -- of another office that said it
          entry      TEXT NOT NULL DEFAULT '',  -- the entry that made the line of the other document
          code       TEXT NOT NULL,
          codeKey    TEXT NOT NULL,
          issuedDate TEXT,
          organName  TEXT,
          organID    TEXT,
          documentID TEXT,
          PRIMARY KEY (document, relation, saidBy, entry, codeKey)
        ) WITHOUT ROWID;
        CREATE INDEX citation_entry ON citation (entry) WHERE entry <> '';
        CREATE INDEX citation_code ON citation (codeKey) WHERE codeKey <> '';
        CREATE INDEX citation_identifier ON citation (documentID) WHERE documentID IS NOT NULL;
        """)
    try takeOver(db)
    try db.execute(sql: "DROP INDEX document_replaces; ALTER TABLE document DROP COLUMN replaces")
  }

  /// Takes over what the lines have.
  private static func takeOver(_ db: Database) throws {
    let statement = try db.makeStatement(
      sql: """
        INSERT OR IGNORE INTO citation (document, relation, station, entry, code, codeKey) VALUES (?, ?, ?, ?, ?, ?)
        """)
    let answered = try Row.fetchCursor(db, sql: "SELECT id, answer FROM document WHERE answer IS NOT NULL")
    while let row = try answered.next() {
      let (id, code): (Int64, String) = (row[0], row[1])
      try statement.execute(arguments: [id, "answeredBy", nil, "", code, Duplicates.key(of: code)])
    }
    // A line into which another was merged had what that one replaces; now that is read from the other line.
    let replacing = try Row.fetchAll(
      db,
      sql: """
        SELECT id, replaces, direction, entry IN (SELECT line FROM merge) FROM document WHERE replaces IS NOT NULL
        """)
    for row in replacing where row[3] == false {
      let (entry, isIncoming): (String, Bool) = (row[1], row[2] == Book.Direction.incoming.rawValue)
      let station = isIncoming ? try self.station(ofLine: row[0], db) : nil
      try statement.execute(arguments: [row[0] as Int64, "replaces", station, entry, "", ""])
    }
    var lines: [Int64] = replacing.filter { $0[3] }.map { $0[0] }
    // What a colleague of a later version wrote before this one knew it.
    for table in ["journal", "received"] {
      lines += try Int64.fetchAll(
        db,
        sql: """
          SELECT DISTINCT t.document FROM trail t JOIN \(table) USING (station, epoch, sequence)
          WHERE act GLOB '*"cites":*'
          """)
    }
    try LinesToRebuild.note(lines, db)
  }

  /// The station that issued an arrival.
  private static func station(ofLine id: Int64, _ db: Database) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT r.station FROM trail t JOIN received r USING (station, epoch, sequence)
        WHERE t.document = ? AND r.act GLOB '\(ActName.issued.pattern)' ORDER BY r.time, r.station, r.epoch, r.sequence
        LIMIT 1
        """, arguments: [id])
  }
}
