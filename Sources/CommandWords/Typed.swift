import Records
import Wording

/// A parameter with the type of its value, declared as a constant of its command. Commands get values by this constant,
/// so a misspelt name does not compile.
public struct Typed<Value: Sendable>: Declared {
  public let parameter: Parameter
  let read: @Sendable (_ typed: String, _ today: Day) throws -> Value

  public init(_ parameter: Parameter, read: @escaping @Sendable (_ typed: String, _ today: Day) throws -> Value) {
    (self.parameter, self.read) = (parameter, read)
  }

  /// - Parameter reading: returns `nil` for a value that is not allowed. Parsing the line has normally refused it
  ///   already.
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

  /// Returns the same parameter with what a command says about it in its form and its help.
  ///
  /// - Parameter label: the same label if `nil`.
  public func explained(_ help: Bilingual, label: Bilingual? = nil) -> Typed {
    declared { parameter in
      var parameter = parameter
      parameter.label = label ?? parameter.label
      parameter.help = help
      return parameter
    }
  }

  /// Returns the same parameter with a changed declaration.
  public func declared(_ change: (Parameter) -> Parameter) -> Typed { Typed(change(parameter), read: read) }
}

/// A parameter of a command, whatever the type of its value.
public protocol Declared: Sendable {
  var parameter: Parameter { get }
}

extension Parameter: Declared {
  public var parameter: Parameter { self }
}

extension Typed where Value == String {
  public static func argument(
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = true,
    repeats: Bool = false
  ) -> Typed {
    Typed(.argument(name, kind, label, help: help, required: required, repeats: repeats)) { typed, _ in typed }
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = false,
    repeats: Bool = false,
    asked: Bool = true
  ) -> Typed {
    let parameter = Parameter.option(
      name, kind, label, help: help, required: required, repeats: repeats, asked: asked)
    return Typed(parameter) { typed, _ in typed }
  }
}

extension Typed where Value == Int {
  public static func argument(
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = true
  ) -> Typed {
    number(.argument(name, kind, label, help: help, required: required))
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = false,
    asked: Bool = true
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
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = true
  ) -> Typed {
    day(.argument(name, kind, label, help: help, required: required))
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = false,
    asked: Bool = true
  ) -> Typed {
    day(.option(name, kind, label, help: help, required: required, asked: asked))
  }

  /// Reads a due day as a coming one, and any other day as a past one.
  private static func day(_ parameter: Parameter) -> Typed {
    let direction: Day.Direction = parameter.kind == .dueDay ? .future : .past
    return Typed(parameter) { typed, today in try Day.reading(typed, today: today, toward: direction) }
  }
}

extension Typed where Value == Bool {
  public static func flag(_ name: String, _ label: Bilingual, help: Bilingual = "", asked: Bool = false) -> Typed {
    Typed(.flag(name, label, help: help, asked: asked)) { _, _ in true }
  }
}

/// A type whose values are a few words, each a case.
public typealias Choice = CaseIterable & RawRepresentable<String> & Sendable

extension Typed where Value: Choice {
  public static func argument(_ name: String, _ label: Bilingual, help: Bilingual = "", required: Bool = true) -> Typed
  {
    Typed(.argument(name, kind, label, help: help, required: required), reading: Value.init)
  }

  public static func option(
    _ name: String, _ label: Bilingual, help: Bilingual = "", required: Bool = false, asked: Bool = true
  ) -> Typed {
    Typed(.option(name, kind, label, help: help, required: required, asked: asked), reading: Value.init)
  }

  private static var kind: ValueKind { .choice(Value.allCases.map(\.rawValue)) }
}
