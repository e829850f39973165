import Records
import Wording

extension OfficeTransaction {
  /// Trình người đứng đầu: submits a document for an opinion.
  @discardableResult
  public func submit(_ line: DocumentLine, to head: String? = nil) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .incoming, "trình", "submitted", [.accepted, .submitted])
    try FieldLimits.check(head, Bilingual("người được trình", "head"), 1...100)
    return try changed(line, .submitted(.init(document: try line.made(), to: head)))
  }
}

extension Acts.Submitted: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run("UPDATE document SET state = 'submitted' WHERE id = ?", [id])
  }
}
