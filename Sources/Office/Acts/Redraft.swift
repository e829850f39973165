import Records

extension OfficeTransaction {
  /// Replaces the content and the recipients of a draft; the parameters are those of `draft`.
  @discardableResult
  public func redraft(
    _ line: DocumentLine, _ document: Document, secrecy: Secrecy = .open, to recipients: [Recipient],
    field: String? = nil
  ) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .outgoing, "sửa dự thảo", "redrafted", [.draft])
    try expectDraftable(document, secrecy, recipients, field)
    return try changed(
      line, .redrafted(.init(document: try line.made(), content: document, to: recipients, field: field)))
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
