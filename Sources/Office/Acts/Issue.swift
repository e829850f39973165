import GRDB
import Records
import RecordsSQL
import Wording

extension OfficeTransaction {
  /// Cấp số, đăng ký và phát hành: issues a document under the next number of the series of its type (Decree 30/2020,
  /// articles 15, 16, 18).
  ///
  /// - Parameters:
  ///   - document: without a code; `issuedDate` is the day of the number.
  ///   - field: lĩnh vực or drafting unit after the agency in the symbol of a công văn: `VX` in `12/UBND-VX`; that of
  ///     the draft if it is `nil`.
  ///   - notation: the complete symbol, where the usual one does not fit.
  ///   - draft: the draft that is issued, if there was one.
  ///   - reason: why the day is before the last one in the book.
  ///   - number: a number that was used on paper before a restore and is reserved in the book.
  ///   - replaces: an issued document that this one replaces (article 18.1).
  ///   - answered: incoming documents that it answers.
  @discardableResult
  public func issue(
    _ document: Document, secrecy: Secrecy = .open, to recipients: [Recipient], field: String? = nil,
    notation: String? = nil, draft: DocumentLine? = nil, reason: String? = nil, number: Int? = nil,
    replaces: DocumentLine? = nil, answers answered: [DocumentLine] = []
  ) throws -> DocumentLine {
    guard secrecy == .open else { throw RegisterRefusal.secret(secrecy) }
    guard !recipients.isEmpty else { throw IssueRefusal.noRecipient }
    try FieldLimits.check(recipients)
    guard document.signer != nil else { throw IssueRefusal.noSigner }
    guard document.issuedDate <= context.day else {
      throw NumberingRefusal.futureDay(document.issuedDate, today: context.day)
    }
    let draft = try draft.map(current)
    if let draft { try expect(draft, .outgoing, "phát hành", "issued", [.draft]) }
    let replaced = try replaces.map(current)
    if let replaced { try expect(replaced, .outgoing, "thay thế", "replaced", [.issued, .recalled]) }
    let answered = try answered.map(current)
    for line in answered {
      try expect(
        line, .incoming, "trả lời", "answered", [.accepted, .submitted, .assigned, .inProgress, .completed])
    }
    let cites =
      try answered.map { Citation(.answers, try cited($0)) }
      + [replaced].compactMap(\.self).map {
        Citation(.replaces, try cited($0))
      }
    let files = try draft.map { try StoredFile.beside($0.id, db) } ?? []
    let bookState = try book(.outgoing, typeName: document.typeName, on: document.issuedDate)
    let given =
      try number.map { try reserved($0, in: bookState) }
      ?? nextNumber(in: bookState, on: document.issuedDate, reason: reason)
    let field = try field ?? draft.map { try Journal(db).entries(about: $0.id).fieldOfDraft } ?? ""
    var numbered = document
    numbered.code =
      DocumentCode.numbered(
        given,
        notation: notation ?? DocumentType.notation(of: document.typeName, for: profile?.symbol ?? "", field: field)
      ).display
    try FieldLimits.check(numbered)
    let entry = try write(
      .issued(
        .init(
          document: numbered, book: bookState.book.id, number: given, suffix: nil, to: recipients,
          draft: try draft?.made(),
          reason: reason, files: files.isEmpty ? nil : files, replaces: try replaced?.made(),
          reentry: number == nil ? nil : true, cites: cites.isEmpty ? nil : cites)))
    if let draft { return try current(draft) }
    return try line(made: entry)
  }
}

extension Acts.Issued: LineMaking, LineChange {
  func insert(_ id: Int64, as line: EntryReference, _ sourced: SourcedEntry, into registers: Registers) throws -> Int64?
  {
    if sourced.isReceived {
      try receive(id, as: line, sourced.entry, into: registers)
      return nil
    }
    let filled = try registers.fill(book, number, suffix)
    let day = sourced.entry.day
    try registers.insert(
      document, .outgoing, .issued, id, line, document.issuedDate,
      Registers.Place(
        book: book, number: number, suffix: suffix, toPlaces: Recipient.printed(to), handedOn: day, closedOn: day))
    try registers.count(book, number, document.issuedDate)
    try registers.name(to, id)
    try registers.cite(id, citations)
    return filled
  }

  /// Inserts a document that another office issued: it has arrived here, and waits to be registered.
  private func receive(
    _ id: Int64, as line: EntryReference, _ entry: JournalEntry, into registers: Registers
  ) throws {
    let signed = try registers.signed(document, by: entry.reference)
    try registers.insert(signed.document, .incoming, .arrived, id, line, entry.day, nil)
    try registers.run(
      """
      UPDATE document SET sender = ?, written = ?, mailbox = (
        SELECT position FROM received WHERE station = ? AND epoch = ? AND sequence = ?)
      WHERE id = ?
      """,
      [
        signed.sender, signed.written, entry.reference.station, entry.reference.epoch,
        entry.reference.sequence, id,
      ])
    try registers.attach(id, attached)
    try registers.cite(id, citations)
  }

  /// Gives the existing draft its number.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    let day = entry.day.description
    try registers.rewrite(id, document)
    try registers.address(id, to)
    try registers.place(id, book, number, suffix, document.issuedDate)
    try registers.run(
      "UPDATE document SET state = 'issued', closedOn = ?, handedOn = ? WHERE id = ?", [day, day, id])
    for relation in [Citation.Relation.answers, .replaces] {
      try registers.forgetCitations(relation, of: id, saidBy: nil)
    }
    try registers.cite(id, citations)
  }

  /// The documents that it names. Earlier versions named the one that it replaces by its entry alone.
  private var citations: [Citation] {
    let known = cites ?? replaces.map { [Citation(.replaces, CitedDocument(code: "", entry: $0))] } ?? []
    return known.filter { $0.relation != .answeredBy }
  }

  /// Registers what the sender states differently from its first issue of the same document.
  func applyAgreed(_ id: Int64, in registers: Registers) throws {
    let made = try Journal(registers.db).entries(about: id).first {
      $0.isReceived && $0.makesLine && (draft == nil || $0.document == draft)
    }
    guard case .issued(let first) = made?.entry.act else { return }
    for field in Field.allCases where document.value(of: field) != first.document.value(of: field) {
      try Acts.Corrected.set(field, document.value(of: field), id, in: registers)
    }
    try registers.attach(id, attached)
  }
}

extension DocumentType {
  /// Returns the symbol of a document of this type: `QĐ-UBND`. The initials of a type that no list knows are not
  /// guessed: its symbol is the agency alone.
  static func notation(of typeName: String, for agency: String, field: String) -> String {
    (find(typeName) ?? officialLetter).notation(for: agency, field: field)
  }
}

public enum IssueRefusal: Refusal, Equatable {
  case noRecipient
  case noSigner

  public var words: Bilingual {
    switch self {
    case .noRecipient:
      Bilingual(
        "Chưa có nơi nhận; nêu ít nhất một nơi nhận bằng --to.", "There is no recipient; name at least one with --to.")
    case .noSigner:
      Bilingual("Chưa có người ký; nêu bằng --signer.", "There is no signer; name the person with --signer.")
    }
  }
}
