import Records
import Vietnamese

extension Field {
  /// What a clerk typed for the field, in its stored form.
  ///
  /// - Throws: the refusal of its kind: `DayRefusal`, `AmendRefusal.notANumber`, that of a code or a grade.
  func reading(_ typed: String, today: Day) throws -> String {
    let text = cleaned(typed)
    switch kind {
    case .text: return text
    case .code: return text.isEmpty ? "" : try DocumentCode(parsing: text).display
    case .urgency: return try Urgency.reading(text).rawValue
    case .amount:
      guard let amount = Int(text) else { throw AmendRefusal.notANumber(self, text) }
      return String(amount)
    case .day(let isRequired, let direction):
      if text.isEmpty, !isRequired { return "" }
      return try Day.reading(text, today: today, toward: direction).description
    }
  }
}
