import Records

extension OfficeTransaction {
  /// Lập dự thảo: adds a document that is being prepared, without a number.
  ///
  /// - Parameters:
  ///   - secrecy: anything but open is refused, and nothing of the document is stored.
  ///   - field: lĩnh vực in the symbol that it will bear, as in `issue`.
  @discardableResult
  public func draft(
    _ document: Document, secrecy: Secrecy = .open, to recipients: [Recipient], field: String? = nil
  ) throws -> DocumentLine {
    try expectDraftable(document, secrecy, recipients, field)
    return try line(made: try write(.drafted(.init(document: document, to: recipients, field: field))))
  }

  func expectDraftable(_ document: Document, _ secrecy: Secrecy, _ recipients: [Recipient], _ field: String?) throws {
    guard secrecy == .open else { throw RegisterRefusal.secret(secrecy) }
    try FieldLimits.check(document)
    try FieldLimits.check(recipients)
    var numbered = document
    numbered.code = DocumentType.notation(of: document.typeName, for: profile?.symbol ?? "", field: field ?? "")
    try FieldLimits.check(numbered)
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

extension Sequence<SourcedEntry> {
  /// Lĩnh vực of the draft that these entries are about; empty if it has none.
  var fieldOfDraft: String {
    reduce("") { field, sourced in
      guard sourced.undoneBy == nil else { return field }
      return switch sourced.entry.act {
      case .drafted(let act): act.field ?? ""
      case .redrafted(let act): act.field ?? ""
      default: field
      }
    }
  }
}

extension Office {
  /// Returns lĩnh vực of a draft: what will follow the agency in its symbol; empty if it has none.
  public func fieldOfDraft(_ line: DocumentLine) throws -> String {
    try read { try Journal($0).entries(about: line.id).fieldOfDraft }
  }
}
