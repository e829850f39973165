import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Cấp số khác: gives the next number of its book to a document whose number another document has too. The code of an
  /// outgoing document changes with it, and its recipients are told.
  ///
  /// - Throws: `RenumberRefusal.notDoubled` if no other document has the number.
  @discardableResult
  public func renumber(_ line: DocumentLine, reason: String? = nil) throws -> DocumentLine {
    let line = try current(line)
    guard let book = line.book, let number = line.number else { throw AmendRefusal.noNumber(line.reference) }
    guard ![.voided, .withdrawn, .reserved].contains(line.state) else {
      throw HandlingRefusal.wrongState(line.reference, Bilingual("cấp số khác", "renumbered"), line.state)
    }
    guard try isShared(line) else { throw RenumberRefusal.notDoubled(line.reference) }
    if let reason { try FieldLimits.check(reason, Bilingual("lý do", "reason"), 1...Lengths.reason) }
    let why = reason ?? "số \(number) trùng"
    let given = try nextNumber(in: bookState(book), on: line.day, reason: why)
    let made = try line.made()
    // First, so that the last act on the document is the number, which cannot be undone.
    if line.direction == .outgoing, !line.document.code.isEmpty {
      let code = try DocumentCode(parsing: line.document.code)
      let new = DocumentCode.numbered(given, year: code.year, notation: code.notation).display
      try write(
        .corrected(.init(document: made, field: .code, old: line.document.code, new: new, reason: why)))
    }
    return try changed(
      line, .renumbered(.init(document: made, book: book, number: given, day: line.day, reason: reason)))
  }

  private func isShared(_ line: DocumentLine) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM document WHERE book = ? AND number = ? AND suffix = ? AND id <> ?
          AND state <> 'voided')
        """, arguments: [line.book, line.number, line.suffix, line.id])!
  }
}

extension Acts.Renumbered: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    // A draft has no number that could be given twice.
    guard try registers.isNumbered(id) else { return }
    try registers.place(id, book, number, nil, day)
  }
}

public enum RenumberRefusal: Refusal, Equatable {
  case notDoubled(String)

  public var words: Bilingual {
    switch self {
    case .notDoubled(let reference):
      Bilingual(
        "Số của \(reference) không trùng với văn bản nào nên không đổi được; nếu sai thì hủy số bằng vanthu void.",
        "No other document has the number of \(reference), so it stays; if it is wrong, void it with vanthu void.")
    }
  }
}
