import Records
import Wording

/// Văn bản đi: dự thảo, cấp số, phát hành (Decree 30/2020, articles 14–18).
extension Desk {
  /// Lập dự thảo: a document being prepared, without a number.
  @discardableResult
  public func draft(_ document: Document, to recipients: [Recipient]) throws -> DocumentLine {
    try Limits.check(document)
    try Limits.check(recipients)
    return try line(made: try write(.drafted(document: document, to: recipients)))
  }

  /// Writes a draft anew.
  @discardableResult
  public func redraft(_ line: DocumentLine, _ document: Document, to recipients: [Recipient]) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .outgoing, "sửa dự thảo", "redrafted", [.draft])
    try Limits.check(document)
    try Limits.check(recipients)
    return try changed(line, .redrafted(document: try line.made(), content: document, to: recipients))
  }

  /// Bỏ dự thảo, or what was registered provisionally by mistake. No number is lost: it had none.
  @discardableResult
  public func discard(_ line: DocumentLine) throws -> DocumentLine {
    let line = try current(line)
    if line.isProvisional {
      try expect(line, .incoming, "bỏ", "discarded", [.arrived])
    } else {
      try expect(line, .outgoing, "bỏ dự thảo", "discarded", [.draft])
    }
    return try changed(line, .draftDiscarded(document: try line.made()))
  }

  /// Cấp số, đăng ký và phát hành: the next number of the series of its type (articles 15, 16, 18).
  ///
  /// - Parameters:
  ///   - document: without a code; `issuedDate` is the day of the number.
  ///   - field: lĩnh vực or drafting unit behind the agency in the symbol of a công văn: `VX` in `12/UBND-VX`.
  ///   - notation: the whole symbol, where the usual one does not fit.
  ///   - draft: the draft this document was.
  ///   - reason: why the day is before the last one in the book.
  ///   - number: a number that was used on paper before a restore and waits in the book.
  ///   - replaces: an issued document in whose place this one stands (article 18.1).
  @discardableResult
  public func issue(
    _ document: Document, secrecy: Secrecy = .open, to recipients: [Recipient], field: String = "",
    notation: String? = nil, draft: DocumentLine? = nil, reason: String? = nil, number: Int? = nil,
    replaces: DocumentLine? = nil
  ) throws -> DocumentLine {
    guard secrecy == .open else { throw RegisterRefusal.secret(secrecy) }
    guard !recipients.isEmpty else { throw IssueRefusal.noRecipient }
    try Limits.check(recipients)
    guard document.signer != nil else { throw IssueRefusal.noSigner }
    guard document.issuedDate <= acting.day else {
      throw NumberingRefusal.futureDay(document.issuedDate, today: acting.day)
    }
    let draft = try draft.map(current)
    if let draft { try expect(draft, .outgoing, "phát hành", "issued", [.draft]) }
    let replaced = try replaces.map(current)
    if let replaced { try expect(replaced, .outgoing, "thay thế", "replaced", [.issued, .recalled]) }
    let files = try draft.map { try StoredFile.beside($0.id, db) } ?? []
    let shelf = try book(.outgoing, typeName: document.typeName, on: document.issuedDate)
    let given =
      try number.map { try reserved($0, in: shelf) } ?? nextNumber(in: shelf, on: document.issuedDate, reason: reason)
    var numbered = document
    numbered.code =
      DocumentCode.numbered(
        given,
        notation: notation ?? DocumentType.notation(of: document.typeName, for: profile?.symbol ?? "", field: field)
      ).display
    try Limits.check(numbered)
    let entry = try write(
      .issued(
        document: numbered, book: shelf.book.id, number: given, suffix: nil, to: recipients, draft: try draft?.made(),
        reason: reason, files: files.isEmpty ? nil : files, replaces: try replaced?.made()))
    if let draft { return try current(draft) }
    return try line(made: entry)
  }
}

extension DocumentType {
  /// The symbol of a document of this type: `QĐ-UBND`; of a type no list knows, its initials are not guessed: the agency alone.
  static func notation(of typeName: String, for agency: String, field: String) -> String {
    (find(typeName) ?? officialLetter).notation(for: agency, field: field)
  }
}

public enum IssueRefusal: Refusal, Equatable {
  case noRecipient
  case noSigner

  public var words: Words {
    switch self {
    case .noRecipient:
      Words(
        "Chưa có nơi nhận; nêu ít nhất một nơi nhận bằng --to.", "There is no recipient; name at least one with --to.")
    case .noSigner:
      Words("Chưa có người ký; nêu bằng --signer.", "There is no signer; name the person with --signer.")
    }
  }
}
