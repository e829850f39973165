import Records

extension Acts.RegisteredProvisionally: LineMaking {
  func insert(_ id: Int64, as line: EntryReference, _ sourced: SourcedEntry, into registers: Registers) throws -> Int64?
  {
    try registers.insert(document, .incoming, .arrived, id, line, arrivalDate, nil)
    return nil
  }
}
