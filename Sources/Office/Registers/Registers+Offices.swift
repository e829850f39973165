import GRDB
import Records

/// The acts between the office that sent a document and the offices that read it.
extension Registers {
  /// The requests of a sender to a reader that has registered its document.
  enum Request: String {
    case recall, update
  }

  func isArrived(_ id: Int64) throws -> Bool {
    let state = try String.fetchOne(
      db.cachedStatement(sql: "SELECT state FROM document WHERE id = ?"), arguments: [id])
    return state == Processing.arrived.rawValue
  }

  /// Asks a reader that has registered the document to look at it: the sender has issued it once more.
  func issueAgain(_ id: Int64, _ entry: JournalEntry) throws {
    if try !isArrived(id) { try request(id, entry.reference, .update) }
  }

  /// Whether a colleague at the sender wrote the entry about the draft, before the issue: what was issued counts more.
  func isBeforeIssue(_ entry: JournalEntry, _ id: Int64) throws -> Bool {
    // The issue is found by its position in the mailbox, however much has been received about the line since. After a
    // rollback of the hub a position may have been given twice.
    let issued = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT r.time FROM received r CROSS JOIN trail t USING (station, epoch, sequence)
          WHERE r.position = (SELECT mailbox FROM document WHERE id = ?1) AND t.document = ?1
            AND r.act GLOB '\(ActName.issued.pattern)'
          ORDER BY r.time LIMIT 1
          """), arguments: [id])
    return issued.map { entry.time.packed < $0 } ?? false
  }

  func request(_ id: Int64, _ entry: EntryReference, _ kind: Request) throws {
    try run(
      """
      INSERT INTO request (document, entry, kind) VALUES (?, ?, ?)
      ON CONFLICT (document, entry) DO UPDATE SET kind = excluded.kind
      """, [id, entry.description, kind.rawValue])
    try settle(id, entry)
  }

  /// Records which state was reported to the sender, or how one of its requests was answered.
  func report(_ id: Int64, _ status: DeliveryStatus, answering request: EntryReference?) throws {
    guard let request else {
      return try run("UPDATE document SET reported = ? WHERE id = ?", [status.rawValue, id])
    }
    try run(
      """
      INSERT INTO request (document, entry, answer) VALUES (?, ?, ?)
      ON CONFLICT (document, entry) DO UPDATE SET answer = excluded.answer
      """, [id, request.description, status.rawValue])
    try settle(id, request)
  }

  /// Carries out a request that was agreed to, whichever of the two came first. Only the removal of a file: everything
  /// else in a registered line is corrected by its own clerk.
  private func settle(_ id: Int64, _ request: EntryReference) throws {
    let isAgreed = try Bool.fetchOne(
      db.cachedStatement(
        sql:
          "SELECT EXISTS (SELECT 1 FROM request WHERE document = ? AND entry = ? AND kind = 'update' AND answer = '15')"
      ), arguments: [id, request.description])!
    if isAgreed, case .detached(let act)? = try Journal(db).sourcedEntry(request)?.entry.act {
      try detach(id, act.sha256)
    }
    try settleRequests(id)
  }

  /// Counts the unanswered requests, and withdraws the document if a recall was agreed to.
  private func settleRequests(_ id: Int64) throws {
    try run(
      """
      UPDATE document SET requests = (
        SELECT count(*) FROM request WHERE document = ?1 AND kind IS NOT NULL AND answer IS NULL)
      WHERE id = ?1
      """, [id])
    if try isWithdrawn(id) { try withdraw(id) }
  }

  /// Whether its sender recalled it and this office agreed, whichever came first.
  func isWithdrawn(_ id: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM request WHERE document = ? AND kind = 'recall' AND answer = '15')"),
      arguments: [id])!
  }

  /// Removes the content from the line; the line stays as a trace (Decree 30/2020, Annex VI, III.8).
  func withdraw(_ id: Int64) throws {
    try run("DELETE FROM attachment WHERE document = ?", [id])
    try run(
      """
      UPDATE document SET state = 'withdrawn', subject = ?, subjectOrder = ?, \(Registers.content), instruction = NULL,
        progress = NULL, files = 0, requests = 0
      WHERE id = ?
      """,
      [Registers.withdrawnSubject, OrderKeys.subject(Registers.withdrawnSubject), id])
  }

  private static let content = Field.all.filter(\.isContent).flatMap(\.columns).map { "\($0.name) = NULL" }
    .joined(separator: ", ")

  static let withdrawnSubject = "(nội dung đã hủy theo yêu cầu thu hồi của nơi gửi)"
}
