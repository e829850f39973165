import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Agrees to what the sender requests for its document. The content of a recalled document is destroyed; its line and
  /// its trail stay.
  @discardableResult
  public func agree(_ line: DocumentLine) throws -> DocumentLine { try answer(line, .agreed, nil) }

  /// Refuses what the sender requests, with the reason.
  @discardableResult
  public func disagree(_ line: DocumentLine, reason: String) throws -> DocumentLine {
    try FieldLimits.check(reason, Bilingual("lý do", "reason"), 1...500)
    return try answer(line, .disagreed, reason)
  }

  private func answer(_ line: DocumentLine, _ status: DeliveryStatus, _ reason: String?) throws -> DocumentLine {
    var line = try current(line)
    let requests = try Row.fetchAll(
      db,
      sql: """
        SELECT request.entry, request.kind FROM request
        LEFT JOIN trail t ON t.document = request.document
          AND printf('%s.%d.%d', t.station, t.epoch, t.sequence) = request.entry
        WHERE request.document = ? AND \(Registers.isOpenRequest)
        ORDER BY t.time, t.station, t.epoch, t.sequence
        """, arguments: [line.id])
    guard !requests.isEmpty else { throw ReportingRefusal.nothingAsked(line.reference) }
    let seen = try seen(of: line)
    for row in requests {
      // The request may be about a document that was merged into this line.
      guard let request = EntryReference(row[0]),
        let document = try Journal(db).sourcedEntry(request)?.document
      else { continue }
      let takesValues = status == .agreed && row[1] == SenderRequest.update.rawValue ? true : nil
      for recipient in try recipients(of: document) {
        line = try changed(
          line,
          .reported(
            .init(
              document: document, recipient: recipient, status: status, note: reason, answers: request,
              takesValues: takesValues, seen: seen)))
      }
    }
    return line
  }
}

public enum ReportingRefusal: Refusal, Equatable {
  case nothingAsked(String)

  public var words: Bilingual {
    switch self {
    case .nothingAsked(let reference):
      Bilingual(
        "Nơi gửi không yêu cầu gì về văn bản \(reference); xem lại bằng vanthu show \(reference).",
        "The sender has made no request about document \(reference); see vanthu show \(reference).")
    }
  }
}
