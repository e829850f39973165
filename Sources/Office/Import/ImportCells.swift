import Records
import Vietnamese
import Wording

/// The cells of an old register.
extension ImportReader {
  /// Returns số đến, or the number of an outgoing document, from a text such as `15` or `15a`.
  func number(_ record: TextTable.Record, _ code: String) throws -> (number: Int, suffix: String) {
    if direction == .outgoing {
      guard let parsed = try? DocumentCode(parsing: code), let number = parsed.number,
        Book.firstNumbers.contains(number)
      else {
        throw CellRefusal.noNumber(code)
      }
      return (number, parsed.suffix.lowercased())
    }
    let text = cleaned(header.cell(.arrivalNumber, of: record))
    guard let (number, suffix) = Lookup.number(text), Book.firstNumbers.contains(number) else {
      throw CellRefusal.noNumber(text)
    }
    return (number, suffix)
  }

  /// Returns số, ký hiệu, from one column or from two; empty for a document that has no code.
  func code(_ record: TextTable.Record) throws -> String {
    var text = cleaned(header.cell(.field(.code), of: record))
    if text.isEmpty {
      let number = cleaned(header.cell(.codeNumber, of: record))
      let notation = cleaned(header.cell(.codeNotation, of: record))
      text = notation.isEmpty ? number : "\(number)/\(notation)"
    }
    guard !text.isEmpty else { return "" }
    return try DocumentCode(parsing: text).display
  }

  /// Reads `5/3/2026` or `2026-03-05`: in an old book no day is relative to today.
  func day(_ text: String, orNil: Bool) throws -> Day? {
    if text.isEmpty {
      guard orNil else { throw CellRefusal.noDay }
      return nil
    }
    // Spreadsheets add a time of day to some days.
    let date = text.prefix { $0 != " " && $0 != "T" }
    var parts = date.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "." }).map(String.init)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else {
      throw CellRefusal.day(text)
    }
    if parts[0].utf8.count == 4 { parts.reverse() }
    guard parts[2].utf8.count == 4,
      let day = Day(year: Int(parts[2])!, month: Int(parts[1]) ?? 0, day: Int(parts[0]) ?? 0)
    else {
      throw CellRefusal.day(text)
    }
    return day
  }

  /// Returns the text of a field's cell in its stored form.
  func stored(_ text: String, _ field: Field) throws -> String {
    if case .day = field.kind { return try day(text, orNil: true)?.description ?? "" }
    return try field.reading(text, today: today)
  }

  static func state(_ text: String, _ direction: Book.Direction) throws -> Processing {
    if text.isEmpty { return direction == .incoming ? .completed : .issued }
    let folded = fold(text)
    let known = Processing.allCases.first { fold($0.rawValue) == folded || fold($0.words.vietnamese) == folded }
    guard let known, known != .draft, known != .reserved else { throw CellRefusal.state(text) }
    return known
  }

  /// Returns the type and the subject, from one column or from two. A type at the beginning of a subject is removed
  /// from it.
  func typeAndSubject(_ record: TextTable.Record) -> (type: String, subject: String) {
    let typed = cleaned(header.cell(.field(.typeName), of: record))
    let subject = cleaned(header.cell(.field(.subject), of: record))
    let both = cleaned(header.cell(.typeAndSubject, of: record))
    let name = DocumentType.find(typed)?.name ?? typed
    if !subject.isEmpty || both.isEmpty { return (name, subject) }
    if !typed.isEmpty { return (name, ImportReader.without(typed, both) ?? both) }
    for candidate in ImportReader.leadingTypes {
      if let rest = ImportReader.without(candidate, both) { return (candidate, rest) }
    }
    return ("", both)
  }

  /// Sorted by length, the longest first: “Nghị quyết liên tịch” before “Nghị quyết”.
  private static let leadingTypes = DocumentType.all.map(\.name).sorted { $0.count > $1.count }

  /// Returns what follows the type in the text; `nil` if the text does not begin with the type, or contains nothing
  /// else.
  private static func without(_ type: String, _ text: String) -> String? {
    guard text.count > type.count, toneKey(String(text.prefix(type.count))) == toneKey(type) else { return nil }
    var rest = text.dropFirst(type.count)
    guard let next = rest.first, !next.isLetter, !next.isNumber else { return nil }
    rest = rest.drop { " :-–—.,".contains($0) }
    return rest.isEmpty ? nil : String(rest)
  }
}

/// The reason why a cell of an old register cannot be read.
enum CellRefusal: Refusal, Equatable {
  case noNumber(String)
  case noDay
  case day(String)
  case state(String)

  var words: Bilingual {
    switch self {
    case .noNumber(let text) where text.isEmpty:
      Bilingual("chưa có số; điền số trong sổ, ví dụ 15 hoặc 15a", "the number is missing; write it like 15 or 15a")
    case .noNumber(let text):
      Bilingual(
        "“\(text.prefix(40))” không phải là số trong sổ; ghi như 15 hoặc 15a",
        "“\(text.prefix(40))” is not a book number; write it like 15 or 15a")
    case .noDay: Bilingual("chưa có ngày; ghi như 05/03/2026", "the date is missing; write it like 05/03/2026")
    case .day(let text):
      Bilingual(
        "“\(text.prefix(40))” không phải là ngày; ghi như 05/03/2026",
        "“\(text.prefix(40))” is not a date; write it like 05/03/2026")
    case .state(let text):
      Bilingual(
        "không hiểu trạng thái “\(text.prefix(40))”; ghi như “đã hoàn thành”",
        "the state “\(text.prefix(40))” is not understood; write for example “completed”")
    }
  }
}
