import GRDB
import Records
import RecordsSQL
import Wording

/// The check that the numbers of every book have no gap from the first to the last (Decree 30/2020, article 15).
///
/// A gap right before a line that was imported from an older book belongs to that book. A gap in a book about which
/// another station of the office has written anything may be caused by that station alone: it is reported, but is no
/// damage of this file.
struct BookCheck {
  let db: Database

  init(_ db: Database) { self.db = db }

  func run(_ report: inout VerifyReport) throws {
    let books = try Row.fetchAll(
      db,
      sql:
        "SELECT ifnull(CAST(id AS TEXT), ''), ifnull(CAST(firstNumber AS INTEGER), 0), "
        + "ifnull(CAST(lastNumber AS INTEGER), 0) FROM kept.book"
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
          try addFinding(
            id, gap, Bilingual("Sổ \(id) thiếu số \(gap).", "Book \(id) lacks number \(gap)."), &report)
        }
        expected = number &+ 1
      }
      if expected != last &+ 1 {
        try addFinding(
          id, "\(last)",
          Bilingual(
            "Sổ \(id) ghi số cuối là \(last), dòng cuối là số \(expected &- 1).",
            "Book \(id) says its last number is \(last), its last line has \(expected &- 1)."), &report)
      }
    }
  }

  private func addFinding(_ book: String, _ what: String, _ words: Bilingual, _ report: inout VerifyReport) throws {
    guard try isShared(book) else { return report.add(.book, "\(book) \(what)", words) }
    report.remark(
      Bilingual(
        "\(words.vietnamese) Sổ này có máy khác của cơ quan cùng ghi; hãy hỏi máy ấy.",
        "\(words.english) Another station of the office writes in this book; ask there."))
  }

  /// Whether another station has opened the book, handed it over, or given a number in it, including a number that its
  /// line no longer has.
  private func isShared(_ book: String) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM kept.book WHERE id = ?1 AND opening NOT GLOB (SELECT id FROM kept.station) || '.*')
        OR EXISTS (SELECT 1 FROM kept.custody WHERE book = ?1 AND station <> (SELECT id FROM kept.station))
        OR EXISTS (SELECT 1 FROM kept.givenUp WHERE book = ?1 AND station <> (SELECT id FROM kept.station))
        OR EXISTS (
          SELECT 1 FROM kept.document d JOIN kept.trail t ON t.document = d.id
            JOIN kept.journal j ON (j.station, j.epoch, j.sequence) = (t.station, t.epoch, t.sequence)
          WHERE d.book = ?1 AND j.station <> (SELECT id FROM kept.station)
            AND \(ActName.isOne(of: [.issued, .registered, .registerImported], "j.act")))
        OR EXISTS (
          SELECT 1 FROM kept.document d JOIN kept.trail t ON t.document = d.id
            JOIN kept.received r ON (r.station, r.epoch, r.sequence) = (t.station, t.epoch, t.sequence)
          WHERE d.book = ?1 AND r.isOwn)
        """, arguments: [book])!
  }

  private func isImported(_ number: Int, _ book: String) throws -> Bool {
    let entries = try String.fetchAll(
      db, sql: "SELECT ifnull(CAST(entry AS TEXT), '') FROM kept.document WHERE book = ? AND number = ?",
      arguments: [book, number])
    return try entries.compactMap(EntryReference.init).contains { entry in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT json_extract(act, '\(ActName.registerImported.path)') IS NOT NULL FROM kept.journal
          WHERE station = ? AND epoch = ? AND sequence = ?
          """, arguments: [entry.station, entry.epoch, entry.sequence]) ?? false
    }
  }
}
