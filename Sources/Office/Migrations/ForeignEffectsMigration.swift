import GRDB
import Records
import RecordsSQL

/// Rebuilds the lines in which an earlier version let the sender change what was registered, and those whose contents
/// it destroyed at one station of the office only. If it let a registration wait for what its sender issued, all
/// registers are made again.
enum ForeignEffectsMigration {
  static func run(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Registers: whether agreeing to an update registers what it says.
        ALTER TABLE request ADD COLUMN takesValues INTEGER;
        -- Documents that were withdrawn: their contents are deleted at the end of the transaction.
        CREATE TABLE unneeded (document INTEGER PRIMARY KEY);
        INSERT INTO unneeded SELECT id FROM document WHERE state = 'withdrawn';
        """)
    let documents = try Int64.fetchAll(
      db,
      sql: """
        SELECT t.document FROM trail t JOIN received r USING (station, epoch, sequence)
        JOIN document d ON d.id = t.document
        WHERE d.mailbox IS NOT NULL GROUP BY t.document HAVING count(*) > 1
        """)
    try LinesToRebuild.note(documents, db)
    let waits = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM waiting w JOIN journal j USING (station, epoch, sequence)
          WHERE j.act GLOB '\(ActName.registered.pattern)' AND w.what LIKE '%.%')
        """)!
    if waits { try RegistersToMake.note(db) }
  }
}
