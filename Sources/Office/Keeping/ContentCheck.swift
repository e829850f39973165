import Foundation
import GRDB
import Records
import Wording

/// The check that the contents of files are present and complete and match their hashes.
struct ContentCheck {
  let db: Database

  init(_ db: Database) { self.db = db }

  func run(_ report: inout VerifyReport, _ progress: (Double) -> Void) throws {
    let total = max(1, try Int.fetchOne(db, sql: "SELECT count(*) FROM kept.content") ?? 1)
    let contents = try Row.fetchCursor(
      db, sql: "SELECT ifnull(CAST(sha256 AS TEXT), ''), ifnull(CAST(size AS INTEGER), 0) FROM kept.content")
    while let row = try contents.next() {
      let (sha256, size): (String, Int) = (row[0], row[1])
      report.contents += 1
      if let words = try fault(sha256, size) { report.add(.content, "content \(sha256)", words) }
      progress(Double(report.contents) / Double(total))
    }
    let missing = try String.fetchAll(
      db,
      sql: """
        SELECT ifnull(CAST(d.entry AS TEXT), '') || ' ' || ifnull(CAST(a.name AS TEXT), '')
        FROM kept.attachment a JOIN kept.document d ON d.id = a.document LEFT JOIN kept.content c USING (sha256)
        -- How long a content is that another office or another station of this one attached is its word; \
        the hash is none.
        WHERE (c.sha256 IS NULL AND d.mailbox IS NULL AND NOT EXISTS (SELECT 1 FROM kept.hub)
            AND NOT EXISTS (SELECT 1 FROM kept.merge m WHERE m.line = d.entry AND m.stands))
          OR (c.size <> a.size AND d.mailbox IS NULL AND EXISTS (
            SELECT 1 FROM kept.trail t JOIN kept.journal j
              ON (j.station, j.epoch, j.sequence) = (t.station, t.epoch, t.sequence)
            WHERE t.document = d.id AND j.station = (SELECT id FROM kept.station)
              AND json_extract(j.act, '\(ActName.attached.path).file.sha256') = a.sha256
              AND json_extract(j.act, '\(ActName.attached.path).file.size') = a.size))
        LIMIT \(VerifyReport.most + 1)
        """)
    for place in missing {
      report.add(
        .content, "attachment \(place)",
        Bilingual(
          "Nội dung tệp đính kèm không có trong sổ.", "The content of the attached file is not in the office's file."))
    }
    let orphans = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT ifnull(CAST(p.sha256 AS TEXT), '') FROM kept.piece p LEFT JOIN kept.content c USING (sha256)
        WHERE c.sha256 IS NULL LIMIT \(VerifyReport.most + 1)
        """)
    for sha256 in orphans {
      report.add(
        .content, "piece \(sha256)", Bilingual("Mảnh của tệp không có tên.", "A piece of an unknown file."))
    }
  }

  private func fault(_ sha256: String, _ size: Int) throws -> Bilingual? {
    let pieces = try Row.fetchCursor(
      db, sql: "SELECT position, bytes FROM kept.piece WHERE sha256 = ? ORDER BY position", arguments: [sha256])
    var (hash, expected, length) = (SHA256(), 0, 0)
    while let row = try pieces.next() {
      guard Int.fromDatabaseValue(row[0]) == expected, let bytes = Data.fromDatabaseValue(row[1]) else {
        return Bilingual("Thiếu mảnh \(expected).", "Piece \(expected) is missing.")
      }
      let isFull = bytes.count == Contents.pieceLength || length + bytes.count == size
      guard isFull else { return Bilingual("Mảnh \(expected) không đủ dài.", "Piece \(expected) is cut short.") }
      hash.update(bytes)
      (expected, length) = (expected + 1, length + bytes.count)
    }
    guard length == size else {
      return Bilingual("Dài \(length) byte, phải là \(size).", "It has \(length) bytes and should have \(size).")
    }
    guard hash.finish().description == sha256 else {
      return Bilingual("Nội dung đã bị sửa: mã băm không khớp.", "The content was changed: its hash does not match.")
    }
    return nil
  }
}
