import Exchange
import GRDB
import Records
import RecordsSQL
import Vietnamese
import Wording

/// Keeps back what its office took back (recalled, or voided its number) before a reader was given any of it. That
/// reader gets one notice in place of all that waited for it: number, day and issuer, no subject, and no right to the
/// contents. Each reader by itself: whoever was given the document is asked to give it back.
///
/// The notice is about the entry that takes back, so that the document itself can still be delivered when a voiding is
/// undone.
final class Withdrawals {
  private let db: Database
  /// Milliseconds since 1970; what was written before may have been given in an earlier incarnation of the data, which
  /// this one knows nothing of.
  private lazy var certain = Result { try Withdrawals.beginning(db) }
  /// The mailboxes with a changed item, and the first of its positions.
  private var changed: [Organ.ID: Int] = [:]

  init(_ db: Database) { self.db = db }

  /// What a clock may be wrong by, in milliseconds: a day.
  private static let slack = 86_400_000

  private static func beginning(_ db: Database) throws -> Int64 {
    let since = try Int64.fetchOne(
      db, sql: "SELECT max(since) FROM incarnations WHERE why NOT IN (?, ?)",
      arguments: [NewLife.made.rawValue, NewLife.fold.rawValue])
    return since.map { $0 + Int64(slack) } ?? .min
  }

  /// Takes the document back from a reader, if nothing of it was given to the reader.
  ///
  /// - Parameters:
  ///   - recall: the place of the entry that takes it back.
  ///   - words: the notice for the reader.
  /// - Returns: whether it was taken back.
  func keepBack(
    _ document: EntryReference, from reader: Organ.ID, by recall: Int, _ words: Bilingual
  ) throws -> Bool {
    guard let issue = try issue(of: document, to: reader),
      let position = try position(of: issue, in: reader), try position > Mailbox.given(to: reader, db)
    else { return false }
    try remove(document, issuedBy: issue, from: reader, after: position)
    let notice = NoticeKind.withdrawn(words)
    try db.execute(
      sql: """
        UPDATE mailboxes SET entry = ?, code = ?, vietnamese = ?, english = ? WHERE organ = ? AND position = ?
        """,
      arguments: [recall, notice.code, notice.words.vietnamese, notice.words.english, reader, position])
    note(position, in: reader)
    try Readings.end(document, of: reader, db)
    try db.execute(
      sql: "DELETE FROM readers WHERE document = ? AND organ = ?", arguments: [document.description, reader])
    try db.execute(
      sql: "INSERT OR REPLACE INTO withdrawn (document, organ, issue, recall) VALUES (?, ?, ?, ?)",
      arguments: [document.description, reader, issue, recall])
    return true
  }

  /// Whether the document was taken back from the office.
  func isKept(_ document: EntryReference, from reader: Organ.ID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM withdrawn WHERE document = ? AND organ = ?)"),
      arguments: [document.description, reader])!
  }

  /// The act that issued a document to its first reader; `nil` if an earlier version of the hub received it.
  func issued(_ document: EntryReference) throws -> Acts.Issued? {
    let text = try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT act FROM entries WHERE place = (SELECT min(since) FROM readers WHERE document = ?)"),
      arguments: [document.description])
    guard let text, case .issued(let issued)? = try? StoredAct.act(from: text) else { return nil }
    return issued
  }

  /// Ends the withdrawals by an entry that was undone.
  ///
  /// - Returns: the readers, and the place of the entry that issued the document to each: it is to be delivered again.
  func undo(_ recall: EntryReference, of document: EntryReference) throws -> [(reader: Organ.ID, issue: Int)] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        DELETE FROM withdrawn WHERE document = ? AND recall = (
          SELECT place FROM entries WHERE station = ? AND epoch = ? AND sequence = ?)
        RETURNING organ, issue, recall
        """, arguments: [document.description, recall.station, recall.epoch, recall.sequence])
    return try rows.map { row -> (reader: Organ.ID, issue: Int) in
      let reader: Organ.ID = row[0]
      let position = try Int.fetchOne(
        db, sql: "DELETE FROM mailboxes WHERE organ = ? AND entry = ? AND position > ? RETURNING position",
        arguments: [reader, row[2] as Int, try Mailbox.given(to: reader, db)])
      if let position { note(position, in: reader) }
      return (reader, row[1])
    }.sorted { $0.reader < $1.reader }
  }

  /// Puts the changed mailboxes in order. To be called at the end of the transaction that received the entries.
  func finish() throws {
    for (organ, position) in changed.sorted(by: { $0.key < $1.key }) {
      try Mailbox.settle(organ, from: position, db)
    }
    changed = [:]
  }

  private func note(_ position: Int, in reader: Organ.ID) {
    changed[reader] = min(changed[reader] ?? position, position)
  }

  /// The place of the entry that made the office a reader, if it is certain that only this incarnation can have given
  /// it.
  private func issue(of document: EntryReference, to reader: Organ.ID) throws -> Int? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT since, entries.time FROM readers JOIN entries ON place = since
          WHERE document = ? AND readers.organ = ?
          """), arguments: [document.description, reader])
    guard let row else { return nil }
    return try HybridTime(packed: row[1]).milliseconds >= certain.get() ? row[0] : nil
  }

  private func position(of entry: Int, in reader: Organ.ID) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT position FROM mailboxes WHERE organ = ? AND entry = ? AND code IS NULL"),
      arguments: [reader, entry])
  }

  /// Removes everything else about the document that waits for the reader.
  private func remove(
    _ document: EntryReference, issuedBy issue: Int, from reader: Organ.ID, after position: Int
  ) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT position, act, station, epoch, sequence FROM mailboxes JOIN entries ON place = entry
        WHERE mailboxes.organ = ? AND position > ? AND code IS NULL
          AND (instr(act, ?) > 0 OR station = ? AND epoch = ? AND sequence = ?)
        """,
      arguments: [
        reader, position, document.description, document.station, document.epoch, document.sequence,
      ])
    for row in rows {
      guard let act = try? StoredAct.act(from: row[1]) else { continue }
      switch act.body.audience(of: try EntryReference(row, from: 2)) {
      case .recipients(_, document), .readers(document):
        try db.execute(
          sql: "DELETE FROM mailboxes WHERE organ = ? AND position = ?", arguments: [reader, row[0] as Int])
      default: break
      }
    }
  }
}

extension Withdrawals {
  /// What a reader is told of a document that was taken back: no subject.
  static func words(of issued: Acts.Issued, _ act: Act, from office: String) -> Bilingual {
    let (code, day) = (cut(cleaned(issued.document.code)), issued.document.issuedDate)
    let (vietnamese, english) =
      if case .voided = act {
        ("đã hủy số", "voided")
      } else {
        ("đã thu hồi", "recalled")
      }
    return Bilingual(
      "\(code) ngày \(day.display) của \(office): nơi gửi \(vietnamese) trước khi chuyển đến; không phải làm gì.",
      "\(code) of \(day.display), by \(office), was \(english) before it was delivered; nothing need be done.")
  }

  /// What its office is told.
  ///
  /// - Parameter readers: the names of those to whom it was not given; `nil` for everybody.
  static func words(keptBack code: String, from readers: [String]?) -> Bilingual {
    let code = cut(cleaned(code))
    guard let readers else {
      return Bilingual(
        "Tỉnh đã giữ lại \(code), chưa nơi nào nhận.", "The hub kept \(code) back: nobody has received it.")
    }
    let (some, more) = (readers.prefix(5).joined(separator: ", "), readers.count - 5)
    return Bilingual(
      "Tỉnh đã giữ lại \(code), chưa chuyển cho \(some)\(more > 0 ? " và \(more) nơi khác" : ""); "
        + "những nơi đã nhận thì được yêu cầu hủy.",
      "The hub kept \(code) back from \(some)\(more > 0 ? " and \(more) more" : ""); "
        + "those that have received it are asked to destroy it.")
  }
}
