/// A column of a register that holds a field, or a part of one.
public struct FieldColumn: Sendable {
  public let name: String
  /// The range of a text's length in characters, or of a number; `nil` for days and urgencies.
  public let limit: ClosedRange<Int>?
  public let value: @Sendable (Document) -> Cell
  /// Reads the column into the document; returns `false` if it holds no valid value.
  public let read: @Sendable (inout Document, any CellSource, Int) -> Bool

  init<Value: FieldValue>(
    _ name: String, _ get: @escaping @Sendable (Document) -> Value,
    _ set: @escaping @Sendable (inout Document, Value) -> Void, _ limit: ClosedRange<Int>? = nil
  ) {
    self.name = name
    self.limit = limit
    value = { get($0).cell }
    read = { document, source, place in
      guard let value = Value(source, place) else { return false }
      set(&document, value)
      return true
    }
  }
}

/// The value of a column in a row of a register.
public enum Cell: Equatable, Sendable {
  case text(String)
  case number(Int)
  case empty
}

/// A single value, read as a row of one column.
extension Cell: CellSource {
  public func text(_ place: Int) -> String? {
    if case .text(let text) = self { text } else { nil }
  }
  public func number(_ place: Int) -> Int? {
    if case .number(let number) = self { number } else { nil }
  }
}

/// A row of a register, read by the index of its columns.
public protocol CellSource {
  func text(_ place: Int) -> String?
  func number(_ place: Int) -> Int?
}

/// The value of a field of a document.
protocol FieldValue: Sendable {
  /// Creates the value from its stored text; `nil` if that is not valid.
  init?(stored: String)
  init?(_ source: any CellSource, _ place: Int)
  /// The form in acts and corrections; empty if there is no value.
  var stored: String { get }
  /// As a clerk reads it, in Vietnamese; empty if there is no value.
  var display: String { get }
  var cell: Cell { get }
  var json: JSON { get }
}

extension String: FieldValue {
  var display: String { self }
  init?(stored: String) { self = stored }
  init?(_ source: any CellSource, _ place: Int) {
    guard let text = source.text(place) else { return nil }
    self = text
  }
  var stored: String { self }
  var cell: Cell { .text(self) }
  var json: JSON { .string(self) }
}

extension Int: FieldValue {
  var display: String { String(self) }
  init?(stored: String) { self.init(stored) }
  init?(_ source: any CellSource, _ place: Int) {
    guard let number = source.number(place) else { return nil }
    self = number
  }
  var stored: String { String(self) }
  var cell: Cell { .number(self) }
  var json: JSON { .number(self) }
}

extension Day: FieldValue {
  init?(stored: String) { self.init(stored) }
  init?(_ source: any CellSource, _ place: Int) {
    guard let day = source.text(place).flatMap({ Day($0) }) else { return nil }
    self = day
  }
  var stored: String { description }
  var cell: Cell { .text(description) }
  var json: JSON { .string(description) }
}

extension Urgency: FieldValue {
  var display: String { words.vietnamese }
  init?(stored: String) { self.init(rawValue: stored) }
  init?(_ source: any CellSource, _ place: Int) {
    guard let urgency = source.text(place).flatMap(Urgency.init(rawValue:)) else { return nil }
    self = urgency
  }
  var stored: String { rawValue }
  var cell: Cell { .text(rawValue) }
  var json: JSON { .string(rawValue) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  var display: String { map(\.display) ?? "" }
  init?(stored: String) {
    guard !stored.isEmpty else {
      self = .none
      return
    }
    guard let value = Wrapped(stored: stored) else { return nil }
    self = .some(value)
  }
  /// A value that cannot be read is `nil`, so that a file with such values can still be listed.
  init?(_ source: any CellSource, _ place: Int) { self = Wrapped(source, place) }
  var stored: String { map(\.stored) ?? "" }
  var cell: Cell { map(\.cell) ?? .empty }
  var json: JSON { map(\.json) ?? .null }
}
