import GRDB
import Records

/// The acts between the office that sent a document and the offices that read it.
extension Registers {
  /// How far a document has come here, for what other offices say about it.
  func stage(of id: Int64) throws -> DocumentStage {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT mailbox IS NOT NULL OR EXISTS (SELECT 1 FROM merge WHERE line = document.entry AND stands), state
          FROM document WHERE id = ?
          """), arguments: [id])
    guard let row, row[0] else { return .issuedHere }
    return switch Processing(rawValue: row[1]) {
    case .arrived: .arrived
    case .returned, .voided: .closed
    case .withdrawn: .destroyed
    default: .registered
    }
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

  func request(_ id: Int64, _ entry: EntryReference, _ kind: SenderRequest) throws {
    try run(
      """
      INSERT INTO request (document, entry, kind) VALUES (?, ?, ?)
      ON CONFLICT (document, entry) DO UPDATE SET kind = excluded.kind
      """, [id, entry.description, kind.rawValue])
    try settle(id, entry)
  }

  /// Records which state was reported to the sender, or how one of its requests was answered. That this office agreed
  /// is final, whatever a colleague who did not know of it answered later.
  func report(_ id: Int64, _ report: Acts.Reported) throws {
    guard let request = report.answers else {
      return try run("UPDATE document SET reported = ? WHERE id = ?", [report.status.rawValue, id])
    }
    try run(
      """
      INSERT INTO request (document, entry, answer, takesValues) VALUES (?, ?, ?, ?)
      ON CONFLICT (document, entry) DO UPDATE SET
        answer = CASE answer WHEN '15' THEN answer ELSE excluded.answer END,
        takesValues = ifnull(takesValues, excluded.takesValues)
      """, [id, request.description, report.status.rawValue, report.takesValues == true ? 1 : nil])
    try settle(id, request)
  }

  /// Carries out a request that was agreed to, whichever of the two came first.
  private func settle(_ id: Int64, _ request: EntryReference) throws {
    let agreed = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT ifnull(takesValues, 0) FROM request
          WHERE document = ? AND entry = ? AND kind = 'update' AND answer = '15'
          """
      ),
      arguments: [id, request.description])
    if let agreed, let act = try Journal(db).sourcedEntry(request)?.entry.act {
      let isAboutFile =
        switch act {
        case .attached, .detached: true
        default: false
        }
      if isAboutFile || agreed[0] { try act.changing?.applyAgreed(id, in: self) }
    }
    try settleRequests(id)
  }

  /// The condition of a request that waits for an answer. Whoever has sent a document back, or voided its number, need
  /// not answer what its sender wanted changed in it.
  static let isOpenRequest = """
    request.kind IS NOT NULL AND request.answer IS NULL AND (request.kind = 'recall'
      OR (SELECT state FROM document WHERE id = request.document) NOT IN ('returned', 'voided'))
    """

  /// Counts the unanswered requests, and withdraws the document if a recall was agreed to.
  func settleRequests(_ id: Int64) throws {
    try run(
      """
      UPDATE document SET requests = (
        SELECT count(*) FROM request WHERE document = ?1 AND \(Registers.isOpenRequest)
          AND NOT EXISTS (SELECT 1 FROM merge WHERE copy = document.entry AND stands))
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

  /// Removes the content from the line; the line stays as a trace (Decree 30/2020, Annex VI, III.8). What its files
  /// contain, those that were detached too, is destroyed at the end of the transaction, unless another line has it.
  func withdraw(_ id: Int64) throws {
    if !isReplay { try run("INSERT OR IGNORE INTO unneeded (document) VALUES (?)", [id]) }
    try run("DELETE FROM attachment WHERE document = ?", [id])
    for relation in [Citation.Relation.answers, .replaces] { try forgetCitations(relation, of: id, saidBy: nil) }
    try run("UPDATE document SET state = 'withdrawn', files = 0, requests = 0 WHERE id = ?", [id])
    try empty(id, Registers.withdrawnSubject)
  }

  /// Removes what the document says from the line.
  ///
  /// - Parameter subject: stands in its place.
  func empty(_ id: Int64, _ subject: String) throws {
    try run(
      """
      UPDATE document SET subject = ?, subjectOrder = ?, \(Registers.content), instruction = NULL, progress = NULL
      WHERE id = ?
      """, [subject, OrderKeys.subject(subject), id])
  }

  private static let content = Field.all.filter(\.isContent).flatMap(\.columns).map { "\($0.name) = NULL" }
    .joined(separator: ", ")

  static let withdrawnSubject = "(nội dung đã hủy theo yêu cầu thu hồi của nơi gửi)"
}
