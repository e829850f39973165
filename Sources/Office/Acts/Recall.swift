import Records
import Wording

extension OfficeTransaction {
  /// Thu hồi: asks the readers of an issued document to destroy it (Decree 30/2020, article 18.3).
  @discardableResult
  public func recall(_ line: DocumentLine, reason: String) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .outgoing, "thu hồi", "recalled", [.issued])
    try FieldLimits.check(reason, Bilingual("lý do", "reason"), 1...500)
    return try changed(line, .recalled(.init(document: try line.made(), reason: reason)))
  }
}

extension Acts.Recalled: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run("UPDATE document SET state = 'recalled', reason = ? WHERE id = ?", [reason, id])
  }
}
