import GRDB
import Wording

extension Office {
  /// Whether the search index is sound in itself and has one line for every document.
  func checkSearch(_ report: inout VerifyReport) throws {
    do {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')")
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_ERROR {
      report.add(
        .search, "search",
        Words(
          "Chỉ mục tìm kiếm bị hỏng; lập lại bằng vanthu verify --rebuild-search, không mất gì.",
          "The search index is damaged; make it again with vanthu verify --rebuild-search, nothing is lost."))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // A file that cannot be written keeps its index as it is.
    }
    let lost = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT d.id, 1 FROM document d LEFT JOIN search_docsize s ON s.id = d.id WHERE s.id IS NULL
          UNION ALL
          SELECT s.id, 0 FROM search_docsize s LEFT JOIN document d ON d.id = s.id WHERE d.id IS NULL
          LIMIT \(VerifyReport.most + 1)
          """)
    }
    for row in lost {
      report.add(
        .search, "search \(row[0] as DatabaseValue)",
        row[1] == true
          ? Words("Văn bản này không có trong chỉ mục tìm kiếm.", "The search index lacks this document.")
          : Words("Chỉ mục tìm kiếm còn dòng không có văn bản.", "The search index has a line without a document."))
    }
  }

  /// Makes the search index again from the registers and the text of files.
  public func rebuildSearch(progress: (Double) -> Void = { _ in }) throws {
    try StorageRefusal.translating(path) {
      try database.inTransaction(.immediate) { db in
        // A damaged index cannot be emptied, only dropped.
        let sql = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = 'search'")!
        try db.execute(sql: "DROP TABLE search")
        try db.execute(sql: sql)
        let total = try Double(max(1, Int.fetchOne(db, sql: "SELECT count(*) FROM document")!))
        let index = SearchIndex(db)
        var (last, done) = (Int64.min, 0)
        while true {
          let page = try Int64.fetchAll(
            db, sql: "SELECT id FROM document WHERE id > ? ORDER BY id LIMIT 1000", arguments: [last])
          guard let end = page.last else { break }
          try index.update(Set(page))
          (last, done) = (end, done + page.count)
          progress(Double(done) / total)
        }
        return .commit
      }
    }
  }
}
