import Records

extension OfficeTransaction {
  /// Replaces the content and the recipients of a draft.
  @discardableResult
  public func redraft(_ line: DocumentLine, _ document: Document, to recipients: [Recipient]) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .outgoing, "sửa dự thảo", "redrafted", [.draft])
    try FieldLimits.check(document)
    try FieldLimits.check(recipients)
    return try changed(line, .redrafted(.init(document: try line.made(), content: document, to: recipients)))
  }
}

extension Acts.Redrafted: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    // A document that left the office under a number stays as it is: the colleague who changed the draft did not know
    // of the issue.
    if try registers.isNumbered(id) { return }
    try registers.rewrite(id, content)
    try registers.address(id, to)
  }
}
