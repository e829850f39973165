import GRDB
import Records
import RecordsSQL
import Wording

extension Hub {
  /// Checks that the mailboxes hold what their offices were given, and what entries are for them: a mailbox that lost
  /// its end has no gap, and nobody would ever miss it.
  func verifyDeliveries(_ result: inout HubVerification) throws {
    let (short, absent) = try read { db in (try DeliveryCheck.short(db), try DeliveryCheck(of: self, db).absent()) }
    for (organ, position, end) in short {
      result.faults.append(
        Bilingual(
          "Hộp thư của \(organ) mất thư ở cuối: đã giao tới thư thứ \(position), chỉ còn \(end).",
          "The mailbox of \(organ) has lost its end: it was delivered up to place \(position), and \(end) are left."))
    }
    for (organ, entries) in absent.sorted(by: { $0.key < $1.key }) {
      guard let first = entries.first else { continue }
      result.faults.append(
        Bilingual(
          "Hộp thư của \(organ) thiếu \(entries.count) mục gửi cho cơ quan ấy, đầu tiên là \(first).",
          "The mailbox of \(organ) lacks \(entries.count) entries that are for it; the first is \(first)."))
    }
  }
}

/// Compares the mailboxes with whom the entries are for. Only what is certain without routing all entries again: what
/// an earlier version of the hub received is left out, as is what is held back or rejected.
private struct DeliveryCheck {
  let db: Database
  let directory: OrganDirectory
  let today: Day

  init(of hub: Hub, _ db: Database) throws {
    self.db = db
    directory = try hub.directory(db)
    today = hub.today
  }

  /// The mailboxes that end before what was written into an answer, or was processed by a station.
  static func short(_ db: Database) throws -> [(organ: Organ.ID, position: Int, end: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT organ, max(position) AS said,
          ifnull((SELECT max(m.position) FROM mailboxes m WHERE m.organ = told.organ), 0) AS held
        FROM (SELECT organ, position FROM given UNION ALL SELECT organ, cursor FROM stations) AS told
        GROUP BY organ HAVING said > held ORDER BY organ
        """
    ).map { (organ: $0[0], position: $0[1], end: $0[2]) }
  }

  /// The entries that are not in the mailbox of an office they are for, in the order of their arrival.
  func absent() throws -> [Organ.ID: [EntryReference]] {
    var absent: [Organ.ID: [EntryReference]] = [:]
    for sql in [DeliveryCheck.issues, DeliveryCheck.changes, DeliveryCheck.reports, DeliveryCheck.withdrawals] {
      for row in try Row.fetchAll(db, sql: sql) where try isCertain(row) {
        absent[row[0], default: []].append(try EntryReference(row, from: 3))
      }
    }
    return absent
  }

  /// Whether the entry was for this office and no other: that of an agency which ended is given to its successors.
  private func isCertain(_ row: Row) throws -> Bool {
    let (organ, writer, place): (Organ.ID, Organ.ID, Int) = (row[0], row[1], row[2])
    guard let agency = directory[organ] else { return true }
    guard agency.exists(on: today) else { return false }
    let successors = directory.successors(of: agency).map(\.id)
    let others = try String.fetchAll(
      db, sql: "SELECT organ FROM mailboxes WHERE entry = ? AND organ <> ?", arguments: [place, writer])
    return !others.contains(where: successors.contains)
  }

  /// The columns: the office, the office that wrote the entry, and the entry.
  private static let entry = "e.place, e.station, e.epoch, e.sequence"

  /// Documents that were issued to readers.
  private static let issues = """
    SELECT r.organ, d.organ, \(entry) FROM readers r JOIN documents d USING (document) JOIN entries e ON e.place = since
    WHERE NOT EXISTS (SELECT 1 FROM mailboxes m WHERE m.organ = r.organ AND m.entry = e.place) ORDER BY e.place
    """

  /// What their offices did with them since.
  private static let changes = """
    SELECT DISTINCT r.organ, d.organ, \(entry)
    FROM changes c JOIN readers r USING (document) JOIN documents d USING (document) JOIN entries e ON e.place = c.place
    WHERE c.place > r.since AND r.organ <> d.organ AND c.what NOT GLOB 'undone *'
      AND NOT EXISTS (SELECT 1 FROM mailboxes m WHERE m.organ = r.organ AND m.entry = e.place)
      AND \(isDelivered("d.organ")) ORDER BY e.place
    """

  /// What readers reported to them.
  private static let reports = """
    SELECT d.organ, s.organ, \(entry)
    FROM entries e JOIN stations s USING (station)
      JOIN documents d ON d.document = json_extract(e.act, '\(ActName.reported.path).document')
      JOIN readers r ON r.document = d.document AND r.organ = s.organ
    WHERE e.act GLOB '\(ActName.reported.pattern)' AND e.place > r.since AND d.organ <> s.organ
      AND NOT EXISTS (SELECT 1 FROM mailboxes m WHERE m.organ = d.organ AND m.entry = e.place)
      AND \(isDelivered("s.organ")) ORDER BY e.place
    """

  /// Recalls in place of documents that were kept back.
  private static let withdrawals = """
    SELECT w.organ, d.organ, \(entry)
    FROM withdrawn w JOIN documents d USING (document) JOIN entries e ON e.place = w.recall
    WHERE NOT EXISTS (SELECT 1 FROM mailboxes m WHERE m.organ = w.organ AND m.entry = e.place) ORDER BY e.place
    """

  /// Whether the entry neither waits for its document nor was rejected, of which its office has a notice.
  private static func isDelivered(_ writer: String) -> String {
    """
    NOT EXISTS (SELECT 1 FROM early WHERE early.entry = e.place)
      AND NOT EXISTS (
        SELECT 1 FROM mailboxes n WHERE n.entry = e.place AND n.organ = \(writer) AND n.code IS NOT NULL
          AND n.code NOT GLOB 'keptBack*' AND n.code NOT GLOB 'released*')
    """
  }
}
