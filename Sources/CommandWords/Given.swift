import Records
import Wording

/// The values that a command was given, on a command line or in a form, accessed by its parameters.
public struct Given: Sendable {
  public var arguments: Arguments
  /// The day that relative days are counted from.
  public let today: Day

  public init(_ arguments: Arguments, today: Day) { (self.arguments, self.today) = (arguments, today) }

  /// Returns the value of a parameter, the last one if there are several; `nil` if none was given.
  public func callAsFunction<Value>(_ parameter: Typed<Value>) throws -> Value? {
    try arguments[parameter.name].map { try parameter.read($0, today) }
  }

  public func callAsFunction(_ parameter: Typed<String>) -> String? { arguments[parameter.name] }

  public func callAsFunction(_ flag: Typed<Bool>) -> Bool { arguments.flag(flag.name) }

  public func all<Value>(_ parameter: Typed<Value>) throws -> [Value] {
    try arguments.all(parameter.name).map { try parameter.read($0, today) }
  }

  public func all(_ parameter: Typed<String>) -> [String] { arguments.all(parameter.name) }

  /// - Throws: `UsageError.missing`.
  public func required<Value>(_ parameter: Typed<Value>) throws -> Value {
    try parameter.read(try arguments.required(parameter.name), today)
  }

  /// Returns a number, which must be in the range.
  ///
  /// - Throws: `UsageError.outside`.
  public func callAsFunction(_ parameter: Typed<Int>, in range: ClosedRange<Int>) throws -> Int? {
    try arguments.number(parameter.name, in: range)
  }

  /// Whether the parameter was given at all, even with an empty value.
  public func has(_ parameter: any Declared) -> Bool { arguments.flag(parameter.parameter.name) }

  /// Returns the same values, with those of one parameter replaced.
  public func with(_ parameter: any Declared, _ values: String...) -> Given {
    var given = self
    given.arguments.values[parameter.parameter.name] = values
    return given
  }

  /// Refuses options that do not apply.
  ///
  /// - Throws: `UsageError.misplaced` if one of them was given; it says that they apply only when `place`.
  public func refuse(_ options: [any Declared], unless place: Bilingual) throws {
    guard let given = options.first(where: has) else { return }
    throw UsageError.misplaced("--\(given.parameter.name)", place)
  }
}
