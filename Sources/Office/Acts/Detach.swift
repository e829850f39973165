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

  func applyForeign(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.detach(id, sha256)
  }

  func applyAgreed(_ id: Int64, in registers: Registers) throws { try registers.detach(id, sha256) }

  /// Attaches the file again, as it was attached before.
  func undoAgreed(_ id: Int64, in registers: Registers) throws {
    let attached = try Journal(registers.db).entries(about: id).filter(\.isReceived).flatMap(\.entry.act.body.attached)
    if let file = attached.last(where: { $0.sha256 == sha256 }) { try registers.attach(id, [file]) }
  }
}
