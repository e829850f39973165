import GRDB

/// Rebuilds the lines that an earlier version let change after they were numbered, by a colleague who did not know of
/// the number, or after their content was destroyed.
enum OverruledMigration {
  static func run(_ db: Database) throws {
    let documents = try Int64.fetchAll(
      db,
      sql: """
        SELECT document FROM request WHERE kind = 'recall' AND answer = '15'
        UNION
        SELECT d.id FROM trail t JOIN journal j USING (station, epoch, sequence) JOIN document d ON d.id = t.document
        WHERE d.number IS NOT NULL AND (j.act GLOB '{"redrafted":*' OR j.act GLOB '{"draftDiscarded":*')
        """)
    try LinesToRebuild.note(documents, db)
  }
}
