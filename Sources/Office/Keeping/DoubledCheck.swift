import GRDB
import Records
import RecordsSQL
import Wording

/// The list of numbers that several documents have. Other PCs of the office gave them too, so nothing of the file is
/// damaged, but a clerk has to decide; this PC gives no number twice.
struct DoubledCheck {
  let db: Database

  init(_ db: Database) { self.db = db }

  func run(_ report: inout VerifyReport) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(DocumentLine.columns) FROM main.document AS document
        WHERE doubled > 0 AND state <> 'voided' ORDER BY book, number, suffix, doubled LIMIT 21
        """)
    for row in rows {
      let line = try DocumentLine(row: row)
      let standing = try DocumentLine.fetchOne(
        db,
        sql: """
          SELECT \(DocumentLine.columns) FROM main.document AS document
          WHERE book = ? AND number = ? AND suffix = ? AND doubled = 0
          """, arguments: [line.book, line.number, line.suffix])
      guard let standing, let book = line.book else { continue }
      if let one = try journal(of: line), try journal(of: standing) == one, try isOurs(one) {
        report.add(
          .book, "\(book) \(line.numberText)",
          Bilingual(
            "Sổ \(book): máy \(one.station) cấp số \(standing.numberText) hai lần.",
            "Book \(book): station \(one.station) assigned number \(standing.numberText) twice."))
        continue
      }
      report.remark(
        Bilingual(
          "Sổ \(book), số \(standing.numberText) có hai văn bản: \(standing.document.code) "
            + "“\(standing.document.subject)” mang số này, \(line.document.code) “\(line.document.subject)” "
            + "ghi \(line.numberText). Cấp số khác bằng vanthu renumber '\(line.reference)', "
            + "hoặc hủy một số bằng vanthu void.",
          "Book \(book), number \(standing.numberText) has two documents: \(standing.document.code) "
            + "“\(standing.document.subject)” bears it, \(line.document.code) “\(line.document.subject)” "
            + "is \(line.numberText). Give it another number with vanthu renumber '\(line.reference)', "
            + "or void one of them with vanthu void."
        ))
    }
  }

  private func isOurs(_ journal: JournalName) throws -> Bool {
    try StationName.fetchOne(db, sql: "SELECT CAST(id AS TEXT) FROM kept.station") == journal.station
  }

  /// The journal in which the line got its number.
  private func journal(of line: DocumentLine) throws -> JournalName? {
    try SourcedEntry.numberer(of: Journal(db).entries(about: line.id))?.reference.journal
  }
}
