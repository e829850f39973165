import Records
import Wording

/// What a command was given, by a line or by a form: asked for by its parameters.
public struct Given: Sendable {
  public var arguments: Arguments
  /// Days are read from here.
  public let today: Day

  public init(_ arguments: Arguments, today: Day) { (self.arguments, self.today) = (arguments, today) }

  /// Nil where nothing was given. Of several the last.
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

  /// A number that must lie in a range.
  public func callAsFunction(_ parameter: Typed<Int>, in range: ClosedRange<Int>) throws -> Int? {
    try arguments.number(parameter.name, in: range)
  }

  /// Whether it was given at all, be it as nothing.
  public func has(_ parameter: any Declared) -> Bool { arguments.flag(parameter.parameter.name) }

  /// The same with another value for one of them.
  public func with(_ parameter: any Declared, _ values: String...) -> Given {
    var given = self
    given.arguments.values[parameter.parameter.name] = values
    return given
  }

  /// - Throws: `UsageError.misplaced` when one of these options was given.
  public func refuse(_ options: [any Declared], unless place: Words) throws {
    guard let given = options.first(where: has) else { return }
    throw UsageError.misplaced("--\(given.parameter.name)", place)
  }
}
