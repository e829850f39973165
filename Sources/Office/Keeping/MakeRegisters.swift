import GRDB

extension Office {
  /// Replaces every register by what a replay of the journal makes, if a migration noted that.
  ///
  /// A file whose journal is damaged keeps the registers it has, without what was set aside in the trails; `verify`
  /// names the damage. The search index is emptied, and rebuilt by `open`.
  func makeRegisters(progress: (Double) -> Void = { _ in }) throws {
    guard try database.read({ try RegistersToMake.areThere($0) }) else { return }
    try Replay(of: self).queue.inDatabase { db in
      try db.execute(sql: "PRAGMA kept.synchronous = FULL")
      try db.inTransaction(.immediate) {
        // Another program may have opened the file at the same time, and made them.
        guard try RegistersToMake.areThere(in: "kept", db) else { return .rollback }
        var report = VerifyReport()
        if try JournalCheck(db).run(&report, progress) {
          try Office.askForNumbers(db)
          try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
          for table in RegisterComparison.tables { try Office.copyMade(table, db) }
          try db.execute(sql: "DELETE FROM kept.search")
          try DeliveriesToMake.note(in: "kept", db)
        } else {
          try db.execute(
            sql: """
              DELETE FROM kept.trail
              WHERE (station, epoch, sequence) IN (SELECT station, epoch, sequence FROM kept.unapplied)
              """)
        }
        try RegistersToMake.forget(in: "kept", db)
        return .commit
      }
    }
  }

  /// Has the clerk confirm the last numbers, as after a restore, if a number of a book that is held here is in no line
  /// any more: it was used on paper.
  private static func askForNumbers(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE kept.station SET mustConfirmNumbers = 1 WHERE EXISTS (
          SELECT 1 FROM kept.document k JOIN kept.book b ON b.id = k.book
          WHERE k.number IS NOT NULL AND b.holder = station.id
            AND NOT EXISTS (
              SELECT 1 FROM main.document m WHERE m.book = k.book AND m.number = k.number AND m.suffix = k.suffix))
        """)
  }

  private static func copyMade(_ table: String, _ db: Database) throws {
    let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
      .joined(separator: ", ")
    try db.execute(
      sql: """
        DELETE FROM kept.\(table);
        INSERT INTO kept.\(table) (\(columns)) SELECT \(columns) FROM main.\(table);
        """)
  }
}
