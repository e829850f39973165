import Records
import Wording

/// The lengths of Decree 30/2020, Annex VI, part II; longer text is refused, never cut.
enum FieldLimits {
  static func check(_ document: Document) throws {
    for field in Field.all { try check(document, field) }
  }

  /// Checks one field of a document. A text that is `nil` is not checked.
  static func check(_ document: Document, _ field: Field) throws {
    if case .day = field.kind {
      if let day = Day(document.value(of: field)) { try check(day, field.words) }
      return
    }
    for column in field.columns {
      guard let limit = column.limit else { continue }
      switch column.value(document) {
      case .text(let text): try check(text, field.words, limit)
      case .number(let number): try check(number, field.words, limit)
      case .empty: break
      }
    }
  }

  static func check(_ recipients: [Recipient]) throws {
    for recipient in recipients {
      try check(recipient.name, Field.toPlaces.words, 1...Lengths.organName)
      try check(recipient.group, Field.toPlaces.words, 1...Lengths.name)
      try check(recipient.organID, Field.organID.words, 0...Lengths.organID)
    }
  }

  static func check(_ text: String?, _ field: Bilingual, _ range: ClosedRange<Int>) throws {
    guard let text else { return }
    let length = text.count
    if length == 0, range.lowerBound > 0 { throw LimitRefusal.empty(field) }
    if length > range.upperBound { throw LimitRefusal.long(field, length: length, most: range.upperBound) }
  }

  static func check(_ day: Day, _ field: Bilingual) throws {
    guard day.isSensible else { throw LimitRefusal.farDay(field, day) }
  }

  static func check(_ amount: Int?, _ field: Bilingual, _ range: ClosedRange<Int>) throws {
    guard let amount else { return }
    guard range.contains(amount) else { throw LimitRefusal.amount(field, amount, range) }
  }
}

public enum LimitRefusal: Refusal, Equatable {
  case empty(Bilingual)
  case long(Bilingual, length: Int, most: Int)
  case amount(Bilingual, Int, ClosedRange<Int>)
  case farDay(Bilingual, Day)

  public var words: Bilingual {
    switch self {
    case .empty(let field):
      Bilingual("Chưa có \(field.vietnamese); hãy điền vào.", "The \(field.english) is missing; fill it in.")
    case .long(let field, let length, let most):
      Bilingual(
        "Phần \(field.vietnamese) dài \(length) ký tự, nhiều nhất là \(most); hãy rút gọn.",
        "The \(field.english) has \(length) characters, at most \(most) are allowed; make it shorter.")
    case .farDay(let field, let day):
      Bilingual(
        "Phần \(field.vietnamese) là \(day.display); năm phải từ 1900 đến 2100, xem lại.",
        "The \(field.english) is \(day.display); the year must be from 1900 to 2100.")
    case .amount(let field, let amount, let range):
      Bilingual(
        "Phần \(field.vietnamese) là \(amount), phải từ \(range.lowerBound) đến \(range.upperBound).",
        "The \(field.english) is \(amount); it must be from \(range.lowerBound) to \(range.upperBound).")
    }
  }
}
