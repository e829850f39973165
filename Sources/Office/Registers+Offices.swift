import GRDB
import Records

/// What passes between the office that sent a document and those that read it.
extension Registers {
  /// What another office says: of a document it sent here, or of one of ours that it reads.
  func hear(_ id: Int64, _ entry: JournalEntry) throws {
    let isArrived = try state(of: id) == Processing.arrived.rawValue
    switch entry.act {
    case .reported(_, let recipient, let status, let note, _):
      try run(
        """
        UPDATE recipient SET status = ?, statusDay = ?, statusNote = ?
        WHERE document = ? AND coalesce(organID, name) = ?
        """, [status.rawValue, entry.day.description, note, id, recipient])
    case .recalled(_, let reason), .voided(_, let reason):
      try request(id, entry.reference, "recall", reason)
    case .attached(_, let file):
      try attach(id, [file])
      if !isArrived { try request(id, entry.reference, "update", nil) }
    case .detached(_, let sha256, _):
      // A file that was there when the document was registered goes when its reader agrees.
      if isArrived { try detach(id, sha256) } else { try request(id, entry.reference, "update", nil) }
    case .corrected(_, .organName, _, let new, _) where try isSigned(id):
      // Who sent it does not change by what it says.
      if !isArrived { return try request(id, entry.reference, "update", nil) }
      if try !isBeforeIssue(entry, id) { try run("UPDATE document SET written = ? WHERE id = ?", [new, id]) }
    case .corrected(_, let field, _, let new, _):
      // Nobody has registered it: the line is the sender's. A registered line is this office's own and is corrected by its clerk.
      if !isArrived {
        try request(id, entry.reference, "update", nil)
      } else if try !isBeforeIssue(entry, id) {
        try correct(id, field, new)
      }
    default: break
    }
  }

  /// The sender issued the document once more: who has registered it is asked to look.
  func issueAgain(_ id: Int64, _ entry: JournalEntry) throws {
    if try state(of: id) != Processing.arrived.rawValue { try request(id, entry.reference, "update", nil) }
  }

  /// Whether a colleague of the sender's said it of the draft: what was issued stands above it.
  private func isBeforeIssue(_ entry: JournalEntry, _ id: Int64) throws -> Bool {
    // By its place in the mailbox, however much was told of the line since. After a rollback of the hub a place may have been given twice.
    let issued = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT r.time FROM received r CROSS JOIN trail t USING (station, epoch, sequence)
          WHERE r.position = (SELECT mailbox FROM document WHERE id = ?1) AND t.document = ?1
            AND r.act GLOB '{"issued":*'
          ORDER BY r.time LIMIT 1
          """), arguments: [id])
    return issued.map { entry.time.packed < $0 } ?? false
  }

  private func state(of id: Int64) throws -> String? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT state FROM document WHERE id = ?"), arguments: [id])
  }

  private func request(_ id: Int64, _ entry: EntryReference, _ kind: String, _ reason: String?) throws {
    try run(
      """
      INSERT INTO request (document, entry, kind) VALUES (?, ?, ?)
      ON CONFLICT (document, entry) DO UPDATE SET kind = excluded.kind
      """, [id, entry.description, kind])
    try settle(id, entry)
  }

  /// What we told the sender, and which of its requests that answers.
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

  /// A request that was agreed to is done, whichever came first; a registered line is corrected by its own clerk.
  private func settle(_ id: Int64, _ request: EntryReference) throws {
    let isAgreed = try Bool.fetchOne(
      db.cachedStatement(
        sql:
          "SELECT EXISTS (SELECT 1 FROM request WHERE document = ? AND entry = ? AND kind = 'update' AND answer = '15')"
      ), arguments: [id, request.description])!
    if isAgreed, case .detached(_, let sha256, _)? = try Journal(db).told(request)?.entry.act { try detach(id, sha256) }
    try settleRequests(id)
  }

  /// Counts what is not answered.
  private func settleRequests(_ id: Int64) throws {
    try run(
      """
      UPDATE document SET requests = (
        SELECT count(*) FROM request WHERE document = ?1 AND kind IS NOT NULL AND answer IS NULL)
      WHERE id = ?1
      """, [id])
    if try isWithdrawn(id) { try withdraw(id) }
  }

  /// Whether its sender took it back and this office agreed, whichever came first.
  func isWithdrawn(_ id: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM request WHERE document = ? AND kind = 'recall' AND answer = '15')"),
      arguments: [id])!
  }

  /// Destroys the content; the trace stays (Decree 30/2020, Annex VI, III.8).
  func withdraw(_ id: Int64) throws {
    try run("DELETE FROM attachment WHERE document = ?", [id])
    try run(
      """
      UPDATE document SET state = 'withdrawn', subject = ?, subjectOrder = ?, note = NULL, instruction = NULL,
        progress = NULL, files = 0, requests = 0
      WHERE id = ?
      """,
      [Registers.withdrawnSubject, OrderKeys.subject(Registers.withdrawnSubject), id])
  }

  static let withdrawnSubject = "(nội dung đã hủy theo yêu cầu thu hồi của nơi gửi)"
}
