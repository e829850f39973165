import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Gỡ: removes a file from a document, by its name or the beginning of its SHA-256 (at least 6 digits). The content
  /// stays stored: the act can be undone.
  @discardableResult
  public func detach(_ line: DocumentLine, _ typed: String, reason: String? = nil) throws -> DocumentLine {
    let line = try current(line)
    try FieldLimits.check(reason, Bilingual("lý do", "reason"), 0...500)
    let file = try StoredFile.named(typed, beside: line, db)
    return try changed(line, .detached(.init(document: try line.made(), sha256: file.sha256, reason: reason)))
  }
}

extension Acts.Detached: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.detach(id, sha256)
  }

  /// Removes the file from a document that is not registered yet. Once it is registered, the removal is a request, and
  /// takes effect when this office agrees.
  func applyForeign(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    if try registers.isArrived(id) {
      try registers.detach(id, sha256)
    } else {
      try registers.request(id, entry.reference, .update)
    }
  }
}
