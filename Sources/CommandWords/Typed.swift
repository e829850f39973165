import Records
import Wording

/// A parameter with the type of what it holds: a constant of its command. A value is asked for by it, so that a name
/// that no parameter has does not compile.
public struct Typed<Value: Sendable>: Declared {
  public let parameter: Parameter
  let read: @Sendable (_ typed: String, _ today: Day) throws -> Value

  public init(_ parameter: Parameter, read: @escaping @Sendable (_ typed: String, _ today: Day) throws -> Value) {
    (self.parameter, self.read) = (parameter, read)
  }

  /// - Parameter reading: nil for what was refused when the line was read already.
  public init(_ parameter: Parameter, reading: @escaping @Sendable (String) -> Value?) {
    self.init(parameter) { typed, _ in
      guard let value = reading(typed) else {
        let allowed = if case .choice(let allowed) = parameter.kind { allowed } else { [String]() }
        throw UsageError.choice(name: parameter.shownName, typed: typed, allowed: allowed)
      }
      return value
    }
  }

  public var name: String { parameter.name }

  /// The same, declared otherwise.
  public func declared(_ change: (Parameter) -> Parameter) -> Typed { Typed(change(parameter), read: read) }
}

/// What a command is declared with, whatever its type.
public protocol Declared: Sendable {
  var parameter: Parameter { get }
}

extension Parameter: Declared {
  public var parameter: Parameter { self }
}

extension Typed where Value == String {
  public static func argument(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = true, repeats: Bool = false
  ) -> Typed {
    Typed(.argument(name, kind, label, help: help, required: required, repeats: repeats)) { typed, _ in typed }
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = false, repeats: Bool = false,
    asked: Bool = true
  ) -> Typed {
    let parameter = Parameter.option(
      name, kind, label, help: help, required: required, repeats: repeats, asked: asked)
    return Typed(parameter) { typed, _ in typed }
  }
}

extension Typed where Value == Int {
  public static func argument(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = true
  ) -> Typed {
    number(.argument(name, kind, label, help: help, required: required))
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = false, asked: Bool = true
  ) -> Typed {
    number(.option(name, kind, label, help: help, required: required, asked: asked))
  }

  private static func number(_ parameter: Parameter) -> Typed {
    Typed(parameter) { typed, _ in
      guard let number = WholeNumber.reading(typed) else {
        throw UsageError.number(name: parameter.shownName, typed: typed)
      }
      return number
    }
  }
}

extension Typed where Value == Day {
  public static func argument(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = true
  ) -> Typed {
    day(.argument(name, kind, label, help: help, required: required))
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = false, asked: Bool = true
  ) -> Typed {
    day(.option(name, kind, label, help: help, required: required, asked: asked))
  }

  /// A day that something is due on is sought ahead, the day of a document behind.
  private static func day(_ parameter: Parameter) -> Typed {
    let direction: Day.Direction = parameter.kind == .dueDay ? .future : .past
    return Typed(parameter) { typed, today in try Day.reading(typed, today: today, toward: direction) }
  }
}

extension Typed where Value == Bool {
  public static func flag(_ name: String, _ label: Words, help: Words = "", asked: Bool = false) -> Typed {
    Typed(.flag(name, label, help: help, asked: asked)) { _, _ in true }
  }
}

/// One of a few words, each a case.
public typealias Choice = CaseIterable & RawRepresentable<String> & Sendable

extension Typed where Value: Choice {
  public static func argument(_ name: String, _ label: Words, help: Words = "", required: Bool = true) -> Typed {
    Typed(.argument(name, kind, label, help: help, required: required), reading: Value.init)
  }

  public static func option(
    _ name: String, _ label: Words, help: Words = "", required: Bool = false, asked: Bool = true
  ) -> Typed {
    Typed(.option(name, kind, label, help: help, required: required, asked: asked), reading: Value.init)
  }

  private static var kind: ValueKind { .choice(Value.allCases.map(\.rawValue)) }
}
