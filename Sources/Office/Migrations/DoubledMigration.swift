import GRDB

/// Lets several documents stand under one number, marked, as they do on paper. Earlier versions showed the one that
/// came first and set the others aside: then all registers are made again.
enum DoubledMigration {
  static func run(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Registers: 0, or the rank of a document among those with its number when another one bears it.
        ALTER TABLE document ADD COLUMN doubled INTEGER NOT NULL DEFAULT 0;
        DROP INDEX document_number;
        CREATE UNIQUE INDEX document_number ON document (book, number, suffix, doubled) WHERE book IS NOT NULL;
        CREATE INDEX document_doubled ON document (id) WHERE doubled > 0;
        DELETE FROM unapplied WHERE reason = 'number';
        """)
    if db.changesCount > 0 { try RegistersToMake.note(db) }
  }
}
