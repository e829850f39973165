import GRDB
import RecordsSQL
import Wording

extension Hub {
  /// Rebuilds the tables of the page in temporary tables and compares them, row by row, and the words of the index too.
  func verifyListing(_ result: inout HubVerification) throws {
    let wrong = try database.inDatabase { db in
      var wrong: [String] = []
      try db.inSavepoint {
        for table in Listing.tables {
          let sql = try String.fetchOne(
            db, sql: "SELECT sql FROM main.sqlite_schema WHERE name = ?", arguments: [table])
          guard let sql, let open = sql.firstIndex(of: "(") else { throw DatabaseError.damaged }
          try db.execute(sql: "CREATE TEMP TABLE \(table) \(sql[open...])")
        }
        try Listing(db: db, schema: "temp").fill()
        for table in Listing.tables {
          let differs = try Bool.fetchOne(
            db,
            sql: """
              SELECT EXISTS (SELECT * FROM temp.\(table) EXCEPT SELECT * FROM main.\(table))
                OR EXISTS (SELECT * FROM main.\(table) EXCEPT SELECT * FROM temp.\(table))
              """)
          if differs == true { wrong.append(table) }
        }
        if try !wordsAreThere(db) { wrong.append("listedWords") }
        return .rollback
      }
      // FTS5's integrity check is an INSERT, which a read-only database refuses.
      guard !db.configuration.readonly else { return wrong }
      do {
        try db.execute(sql: "INSERT INTO listedWords (listedWords) VALUES ('integrity-check')")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        wrong.append("listedWords")
      }
      return wrong
    }
    for table in wrong {
      result.faults.append(
        Bilingual(
          "Bảng tra cứu \(table) không khớp với sổ; chạy vanthu-hub verify --rebuild để dựng lại.",
          "The table \(table) of the page does not match the journals; vanthu-hub verify --rebuild rebuilds it."))
    }
  }

  /// Whether every document is in the index with all its words and readers.
  private func wordsAreThere(_ db: Database) throws -> Bool {
    let lines = try Row.fetchCursor(
      db,
      sql: """
        SELECT document, code || ' ' || typeName || ' ' || subject || ' ' || signer, words, facts,
          (SELECT count(*) FROM listedWords), (SELECT count(*) FROM main.listed)
        FROM main.listed LEFT JOIN listedWords ON listedWords.rowid = place
        """)
    while let line = try lines.next() {
      guard let words = line[2] as String?, line[4] as Int == line[5] as Int else { return false }
      let held = Set(words.split(separator: " "))
      guard Listing.words(line[1]).split(separator: " ").allSatisfy(held.contains) else { return false }
      let readers = try String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT organ FROM main.listed WHERE document = ?1
            UNION SELECT organ FROM readers WHERE document = ?1 ORDER BY organ
            """), arguments: [line[0] as String])
      guard readers.map(Listing.fact).joined(separator: " ") == line[3] as String? else { return false }
    }
    return true
  }

  /// Rebuilds the tables of the page from the journals.
  public func rebuildListing() throws { try write { try Listing(db: $0).rebuild() } }
}
