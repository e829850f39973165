import GRDB
import Records
import Wording

/// Whether the numbers of every book stand without gap from its first to its last (Decree 30/2020, article 15).
///
/// A gap right before a line that was taken over from an older book is that book's own.
struct BookCheck {
  let db: Database

  init(_ db: Database) { self.db = db }

  func run(_ report: inout VerifyReport) throws {
    let books = try Row.fetchAll(
      db,
      sql:
        "SELECT ifnull(CAST(id AS TEXT), ''), ifnull(CAST(firstNumber AS INTEGER), 0), ifnull(CAST(lastNumber AS INTEGER), 0) FROM kept.book"
    )
    for book in books {
      let (id, first, last): (String, Int, Int) = (book[0], book[1], book[2])
      var expected = first
      let numbers = try Int.fetchCursor(
        db,
        sql: """
          SELECT DISTINCT ifnull(CAST(number AS INTEGER), 0) FROM kept.document
          WHERE book = ? AND number IS NOT NULL ORDER BY book, number
          """, arguments: [id])
      while let number = try numbers.next() {
        if number != expected, try !isImported(number, id) {
          let gap = number &- 1 > expected ? "\(expected)–\(number &- 1)" : "\(expected)"
          report.add(
            .book, "\(id) \(gap)", Words("Sổ \(id) thiếu số \(gap).", "Book \(id) lacks number \(gap)."))
        }
        expected = number &+ 1
      }
      if expected != last &+ 1 {
        report.add(
          .book, "\(id) \(last)",
          Words(
            "Sổ \(id) ghi số cuối là \(last), dòng cuối là số \(expected &- 1).",
            "Book \(id) says its last number is \(last), its last line has \(expected &- 1)."))
      }
    }
  }

  private func isImported(_ number: Int, _ book: String) throws -> Bool {
    let entries = try String.fetchAll(
      db, sql: "SELECT ifnull(CAST(entry AS TEXT), '') FROM kept.document WHERE book = ? AND number = ?",
      arguments: [book, number])
    return try entries.compactMap(EntryReference.init).contains { entry in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT json_extract(act, '$.registerImported') IS NOT NULL FROM kept.journal
          WHERE station = ? AND epoch = ? AND sequence = ?
          """, arguments: [entry.station, entry.epoch, entry.sequence]) ?? false
    }
  }
}
