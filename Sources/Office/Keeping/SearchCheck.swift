import GRDB
import Wording

extension Office {
  /// Checks that the search index is consistent and has one line for every document.
  func checkSearch(_ report: inout VerifyReport) throws {
    do {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')")
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_ERROR {
      report.add(
        .search, "search",
        Bilingual(
          "Chỉ mục tìm kiếm bị hỏng; lập lại bằng vanthu verify --rebuild-search, không mất gì.",
          "The search index is damaged; rebuild it with vanthu verify --rebuild-search, nothing is lost."))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // The check needs a writable file; a file that is only read cannot be checked this way.
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
          ? Bilingual("Văn bản này không có trong chỉ mục tìm kiếm.", "The search index lacks this document.")
          : Bilingual("Chỉ mục tìm kiếm còn dòng không có văn bản.", "The search index has a line without a document."))
    }
    try checkSearchedWords(&report)
  }

  /// Checks that every line of the index has the words of its document, without marks and with them.
  private func checkSearchedWords(_ report: inout VerifyReport) throws {
    let wrong = try read { db in
      let (index, columns) = (SearchIndex(db), (0...6).map { "c\($0)" }.joined(separator: ", "))
      var wrong: [Int64] = []
      let rows = try Row.fetchCursor(db, sql: "SELECT id, \(columns) FROM search_content")
      while let row = try rows.next(), wrong.count <= VerifyReport.most {
        do {
          guard let line = try index.line(row[0]) else { continue }
          let found = (1...7).map { row[$0] as String? ?? "" }
          if try index.columns(of: line) != found { wrong.append(line.id) }
        } catch is RegisterFault {
          // The line of the register itself is damaged; the comparison with the journal reports it.
        }
      }
      return wrong
    }
    for id in wrong {
      report.add(
        .search, "search \(id)",
        Bilingual(
          "Chỉ mục tìm kiếm không đúng với văn bản này; lập lại bằng vanthu verify --rebuild-search, không mất gì.",
          "The search index does not match this document; "
            + "rebuild it with vanthu verify --rebuild-search, nothing is lost."
        ))
    }
  }
}
