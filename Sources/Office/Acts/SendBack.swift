import Records
import Wording

extension OfficeTransaction {
  /// Trả lại nơi gửi: sends back a document that is faulty or misdirected, with the reason (article 21.2b).
  @discardableResult
  public func sendBack(_ line: DocumentLine, reason: String) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .incoming, "trả lại", "sent back", [.arrived, .accepted, .submitted, .assigned, .inProgress])
    try FieldLimits.check(reason, Bilingual("lý do", "reason"), 1...500)
    return try changed(line, .sentBack(.init(document: try line.made(), reason: reason, seen: try seen(of: line))))
  }
}

extension Acts.SentBack: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run(
      "UPDATE document SET state = 'returned', reason = ?, closedOn = ? WHERE id = ?",
      [reason, entry.day.description, id])
    try registers.settleRequests(id)
  }
}
