import Records
import Wording

extension OfficeTransaction {
  /// Tiến độ giải quyết: records how far the work on a document is.
  @discardableResult
  public func progress(_ line: DocumentLine, note: String) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .incoming, "báo tiến độ", "given progress", [.assigned, .inProgress])
    try FieldLimits.check(note, Bilingual("tiến độ", "progress"), 1...500)
    return try changed(line, .progressed(.init(document: try line.made(), note: note)))
  }
}

extension Acts.Progressed: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run("UPDATE document SET state = 'inProgress', progress = ? WHERE id = ?", [note, id])
  }
}
