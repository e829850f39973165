import Records
import Wording

/// The values of a parsed command line.
public struct Arguments: Sendable {
  public var values: [String: [String]]
  /// The command they belong to, to name what is missing.
  public var command: Declaration?

  public init(values: [String: [String]] = [:], command: Declaration? = nil) {
    self.values = values
    self.command = command
  }

  public subscript(_ name: String) -> String? { values[name]?.last.flatMap { $0.isEmpty ? nil : $0 } }
  public func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }
  public func flag(_ name: String) -> Bool { values[name] != nil }

  public func number(_ name: String) throws -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = WholeNumber.reading(text) else { throw UsageError.number(name: shownName(name), typed: text) }
    return number
  }

  /// Returns a number, which must be in the range.
  public func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let number = try number(name) else { return nil }
    guard range.contains(number) else { throw UsageError.outside(name: shownName(name), typed: number, range) }
    return number
  }

  public func day(_ name: String, today: Day, toward direction: Day.Direction = .past) throws -> Day? {
    try self[name].map { try Day.reading($0, today: today, toward: direction) }
  }

  /// The order of a list; newest first if none is given.
  public func order() -> ListOrder { self["sort"].flatMap(ListOrder.reading) ?? .day }

  public func required(_ name: String) throws -> String {
    guard let text = self[name] else {
      throw UsageError.missing([shownName(name)], usage: command?.usageWords ?? "")
    }
    return text
  }

  private func shownName(_ name: String) -> Bilingual {
    command?.parameters.first { $0.name == name }?.shownName ?? "\(name)"
  }
}

/// A number as it is typed, of at most 15 digits: no register needs more, and sums of such numbers do not overflow.
public enum WholeNumber {
  public static let mostDigits = 15
  public static let most = 999_999_999_999_999

  public static func reading(_ typed: String) -> Int? {
    guard let number = Int(typed), number.magnitude <= most else { return nil }
    return number
  }
}
