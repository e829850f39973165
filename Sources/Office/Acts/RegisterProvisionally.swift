import Records

extension OfficeTransaction {
  /// Records a document that came once more, to be merged into the line that is registered: it gets no number.
  ///
  /// - Parameters:
  ///   - reason: what it came as.
  ///   - cites: the documents that it answers or replaces.
  public func recordCopy(_ document: Document, reason: String, cites: [Citation] = []) throws -> DocumentLine {
    try FieldLimits.check(document)
    let act = Acts.RegisteredProvisionally(
      document: document, arrivalDate: context.day, reason: reason, cites: cites.isEmpty ? nil : cites)
    return try line(made: try write(.registeredProvisionally(act)))
  }
}

extension Acts.RegisteredProvisionally: LineMaking {
  func insert(_ id: Int64, as line: EntryReference, _ sourced: SourcedEntry, into registers: Registers) throws -> Int64?
  {
    try registers.insert(document, .incoming, .arrived, id, line, arrivalDate, nil)
    try registers.cite(id, cites ?? [])
    return nil
  }
}
