import Records

extension OfficeTransaction {
  /// Lập dự thảo: adds a document that is being prepared, without a number.
  @discardableResult
  public func draft(_ document: Document, to recipients: [Recipient]) throws -> DocumentLine {
    try FieldLimits.check(document)
    try FieldLimits.check(recipients)
    return try line(made: try write(.drafted(.init(document: document, to: recipients))))
  }
}

extension Acts.Drafted: LineMaking {
  func insert(_ id: Int64, as line: EntryReference, _ sourced: SourcedEntry, into registers: Registers) throws -> Int64?
  {
    try registers.insert(document, .outgoing, .draft, id, line, sourced.entry.day, nil)
    try registers.address(id, to)
    return nil
  }
}
