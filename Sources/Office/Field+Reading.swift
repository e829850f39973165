import Records
import Vietnamese

extension Field {
  /// Returns the stored form of what a clerk typed for the field.
  ///
  /// - Throws: the refusal of the field's kind: `DayRefusal`, `AmendRefusal.notANumber`, or that of a code or an
  ///   urgency.
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
