import GRDB

extension Office {
  /// Rebuilds the search index from the registers and the text of files, all or nothing.
  ///
  /// - Parameter progress: receives how much is done, from 0 to 1.
  public func rebuildSearch(progress: (Double) -> Void = { _ in }) throws {
    try write { db in
      // A damaged index cannot be emptied, only dropped. A larger hash table while it is filled means fewer, larger
      // segments.
      let sql = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = 'search'")!
      try db.execute(sql: "DROP TABLE search; \(sql); INSERT INTO search (search, rank) VALUES ('hashsize', 16777216)")
      let total = try Double(max(1, Int.fetchOne(db, sql: "SELECT count(*) FROM document")!))
      let index = SearchIndex(db)
      var (last, done) = (Int64.min, 0)
      while true {
        let page = try Int64.fetchAll(
          db, sql: "SELECT id FROM document WHERE id > ? ORDER BY id LIMIT 1000", arguments: [last])
        guard let end = page.last else { break }
        try index.update(Set(page))
        (last, done) = (end, done + page.count)
        progress(0.95 * Double(done) / total)
      }
      // Merges all segments into one, because a search reads every segment.
      try db.execute(
        sql:
          "INSERT INTO search (search, rank) VALUES ('hashsize', 1048576); "
          + "INSERT INTO search (search) VALUES ('optimize')"
      )
      progress(1)
    }
  }

  /// Whether the index was emptied and not filled again.
  func lacksSearch() throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM document) AND NOT EXISTS (SELECT 1 FROM search_docsize)")!
    }
  }
}
