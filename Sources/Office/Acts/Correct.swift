import GRDB
import Records
import Vietnamese
import Wording

extension OfficeTransaction {
  /// Corrects one field of a line, with the reason; the old value stays in the trail.
  ///
  /// Number and day of registration are not fields: a wrong number is voided.
  @discardableResult
  public func correct(_ line: DocumentLine, _ field: Field, to typed: String, reason: String) throws -> DocumentLine {
    let line = try current(line)
    guard ![.voided, .reserved, .withdrawn].contains(line.state) else {
      throw HandlingRefusal.wrongState(line.reference, Bilingual("đính chính", "corrected"), line.state)
    }
    try FieldLimits.check(reason, Bilingual("lý do", "reason"), 1...Lengths.reason)
    if line.direction == .outgoing, field == .code, line.number != nil { throw AmendRefusal.ownCode(line.reference) }
    let new = try normal(typed, field, line)
    if field == .organName, let sender = line.sender, sender != NationalAxis.id,
      try Registers(db).carried(new, nil, by: sender) == nil
    {
      throw RegisterRefusal.otherSender(new, try Registers(db).organ(sender)?.name ?? sender)
    }
    let old = line.value(of: field)
    guard new != old else { throw AmendRefusal.same(field, old) }
    return try changed(
      line,
      .corrected(
        .init(document: try line.made(), field: field, old: old, new: new, reason: reason, seen: try seen(of: line))))
  }

  /// Returns the corrected value in its stored form, if the field can hold it.
  private func normal(_ typed: String, _ field: Field, _ line: DocumentLine) throws -> String {
    let stored = try field.reading(typed, today: context.day)
    if field == .toPlaces {
      try FieldLimits.check(stored, field.words, 1...Lengths.toPlaces)
      return stored
    }
    if field == .issuedDate, let day = Day(stored), day > line.day {
      throw RegisterRefusal.issuedAfterArrival(day, line.day)
    }
    var document = line.document
    document.set(field, to: stored)
    try FieldLimits.check(document, field)
    return stored
  }
}

extension Acts.Corrected: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.correct(id, field, new)
  }

  func applyForeign(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    guard try !registers.isBeforeIssue(entry, id) else { return }
    try Self.set(field, new, id, in: registers)
  }

  func applyAgreed(_ id: Int64, in registers: Registers) throws { try Self.set(field, new, id, in: registers) }

  func undoAgreed(_ id: Int64, in registers: Registers) throws { try Self.set(field, old, id, in: registers) }

  /// Sets the field as the sender states it. The sender stays the same, whatever the document says; and where its
  /// document goes in its own register is not where it goes here.
  static func set(_ field: Field, _ value: String, _ id: Int64, in registers: Registers) throws {
    guard field != .toPlaces else { return }
    if field == .organName, try registers.isSigned(id) {
      return try registers.run("UPDATE document SET written = ? WHERE id = ?", [value, id])
    }
    try registers.correct(id, field, value)
  }
}

extension DocumentLine {
  /// Returns the stored form of a field's value; empty if it has none.
  public func value(of field: Field) -> String {
    field == .toPlaces ? toPlaces : document.value(of: field)
  }
}

public enum AmendRefusal: Refusal, Equatable {
  case ownCode(String)
  case noNumber(String)
  case same(Field, String)
  case notANumber(Field, String)

  public var words: Bilingual {
    switch self {
    case .ownCode(let code):
      Bilingual(
        "Số, ký hiệu \(code) do sổ cấp, không sửa được; nếu sai thì hủy số và phát hành lại.",
        "The code \(code) was assigned by the book and cannot be changed; if it is wrong, void it and issue again.")
    case .noNumber(let reference):
      Bilingual(
        "\(reference) chưa có số để hủy; bỏ dự thảo bằng vanthu discard.",
        "\(reference) has no number to void; discard the draft.")
    case .same(let field, let value):
      Bilingual(
        "Phần \(field.words.vietnamese) đã là “\(value)”; không có gì để đính chính.",
        "The \(field.words.english) is already “\(value)”; there is nothing to correct.")
    case .notANumber(let field, let typed):
      Bilingual(
        "“\(typed)” không phải là số; phần \(field.words.vietnamese) cần một số, ví dụ 3.",
        "“\(typed)” is not a number; the \(field.words.english) needs one, for example 3.")
    }
  }
}
