import Records

extension Field {
  /// A valid value in the stored form, for tests that set whatever fields a document has; with another number usually
  /// another value.
  public func example(_ number: Int) -> String {
    switch kind {
    case .text: String("\(words.vietnamese) \(number)".prefix(length))
    case .code: "\(number)/UBND-VX"
    case .amount: String((columns[0].limit?.lowerBound ?? 1) + number % (columns[0].limit?.count ?? 9))
    case .urgency: Urgency.allCases[number % Urgency.allCases.count].rawValue
    case .day: Day(2026, 12, 1).adding(days: number % 20).description
    }
  }
}
