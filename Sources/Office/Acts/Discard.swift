import Records

extension OfficeTransaction {
  /// Bỏ dự thảo: discards a draft, or a document that was registered provisionally by mistake. No number is lost: it
  /// had none.
  @discardableResult
  public func discard(_ line: DocumentLine) throws -> DocumentLine {
    let line = try current(line)
    if line.isProvisional {
      try expect(line, .incoming, "bỏ", "discarded", [.arrived])
    } else {
      try expect(line, .outgoing, "bỏ dự thảo", "discarded", [.draft])
    }
    return try changed(line, .draftDiscarded(.init(document: try line.made())))
  }
}

extension Acts.DraftDiscarded: LineChange {
  /// Changes nothing in a document that a colleague has numbered meanwhile: it is no longer a draft.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    if try registers.isNumbered(id) { return }
    try registers.run(
      "UPDATE document SET state = 'voided', closedOn = ? WHERE id = ?", [entry.day.description, id])
  }
}
