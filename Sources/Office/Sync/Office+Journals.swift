import GRDB
import Records
import RecordsSQL

extension Office {
  /// Whether there are acts that the program did not know when they arrived.
  public func hasUnknown() throws -> Bool {
    try read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM unapplied WHERE reason = 'unknown')")! }
  }

  /// Returns the head of every journal that this office holds, one for each epoch, its own and the hub's included.
  public func journalHeads() throws -> [JournalHead] {
    try read { db in
      // By the primary key: one step for every epoch, not for every entry.
      var heads: [JournalHead] = []
      let next = try db.cachedStatement(
        sql: """
          SELECT station, epoch FROM journal WHERE (station, epoch, sequence) > (?, ?, 9223372036854775807)
          ORDER BY station, epoch LIMIT 1
          """)
      while let row = try Row.fetchOne(
        next, arguments: [heads.last?.station.description ?? "", heads.last?.epoch ?? 0])
      {
        heads.append(try .of(JournalName(row), db))
      }
      return heads
    }
  }

  /// Returns entries of a journal as they are stored, and the hash before the first of them.
  ///
  /// None while that hash is not known: an old copy that was restored gets its later epochs from the hub, and may lack
  /// for a while the entry from which one of them continues.
  public func entries(
    of journal: JournalName, after sequence: Int, limit: Int
  ) throws -> (previous: Hash256, entries: [StoredEntry]) {
    try read { db in
      guard let previous = try Journal(db).hash(before: sequence + 1, of: journal) else { return (.zero, []) }
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(Journal.columns) FROM journal WHERE station = ? AND epoch = ? AND sequence > ?
            ORDER BY sequence LIMIT ?
            """), arguments: [journal.station, journal.epoch, sequence, limit])
      return (previous, try rows.map { try StoredEntry(row: $0) })
    }
  }
}
