import Records
import Wording

extension OfficeTransaction {
  /// Hủy số: voids a number. It stays in its book with the reason and is not given again (article 15.1).
  @discardableResult
  public func void(_ line: DocumentLine, reason: String) throws -> DocumentLine {
    let line = try current(line)
    guard line.number != nil else { throw AmendRefusal.noNumber(line.reference) }
    guard ![.voided, .withdrawn].contains(line.state) else {
      throw HandlingRefusal.wrongState(line.reference, Bilingual("hủy số", "voided"), line.state)
    }
    try FieldLimits.check(reason, Bilingual("lý do", "reason"), 1...Lengths.reason)
    return try changed(line, .voided(.init(document: try line.made(), reason: reason, seen: try seen(of: line))))
  }
}

extension Acts.Voided: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run(
      "UPDATE document SET state = 'voided', reason = ?, closedOn = ? WHERE id = ?",
      [reason, entry.day.description, id])
    try registers.settleRequests(id)
  }
}
