import GRDB
import Records
import RecordsSQL

extension Numbers {
  /// Earlier versions gave a book to the station they heard of first; it belongs to the station that opened it first,
  /// which is how the stations decide too. The opening is generation 1, as the stations count.
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Of the opening: its hybrid time and its entry.
        ALTER TABLE custody ADD COLUMN time INTEGER;
        ALTER TABLE custody ADD COLUMN opening TEXT;
        DELETE FROM custody WHERE generation = 1;
        UPDATE custody SET generation = 1 WHERE generation = 0;
        """)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(Journals.columns), organ FROM entries JOIN stations USING (station)
        WHERE act GLOB '{"bookOpened":*' ORDER BY place
        """)
    for row in rows {
      let entry = try Journals.entry(row)
      guard case .bookOpened(let act)? = try? StoredAct.act(from: entry.act) else { continue }
      try Numbers(db: db, organ: row["organ"], station: entry.station).open(act.book.id, by: entry)
    }
  }
}
