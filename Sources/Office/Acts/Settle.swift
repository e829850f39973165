import Records
import Wording

extension OfficeTransaction {
  /// Giải quyết xong: settles a document, with the outgoing document that answers it.
  @discardableResult
  public func settle(_ line: DocumentLine, answer: DocumentLine? = nil, note: String? = nil) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .incoming, "giải quyết xong", "settled", [.accepted, .submitted, .assigned, .inProgress])
    try FieldLimits.check(note, Bilingual("ghi chú", "note"), 0...500)
    let answered = try answer.map { [Citation(.answeredBy, try cited($0))] }
    return try changed(
      line,
      .settled(
        .init(
          document: try line.made(), answer: answer?.document.code, note: note, seen: try seen(of: line),
          cites: answered)))
  }
}

extension Acts.Settled: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run(
      "UPDATE document SET state = 'completed', answer = ?, progress = ifnull(?, progress), closedOn = ? WHERE id = ?",
      [answer, note, entry.day.description, id])
    try registers.forgetCitations(.answeredBy, of: id, saidBy: nil)
    let known = answer.map { [Citation(.answeredBy, CitedDocument(code: $0))] }
    try registers.cite(id, cites ?? known ?? [])
  }
}
