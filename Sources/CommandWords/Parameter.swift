import Wording

/// One argument, option or flag of a command; on a screen, one field of its form.
public struct Parameter: Sendable {
  public enum Shape: Sendable { case argument, option, flag }

  public let name: String
  public let form: Shape
  public let kind: ValueKind
  public let label: Words
  public var help: Words
  public var isRequired = false
  public var repeats = false
  /// Stands in the form of the screen; options for scripts do not.
  public var isAsked = true
  /// A form must have it, although a script may leave it out.
  public var isWanted = false

  public static func argument(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = true, repeats: Bool = false
  ) -> Parameter {
    Parameter(name: name, form: .argument, kind: kind, label: label, help: help, isRequired: required, repeats: repeats)
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = false, repeats: Bool = false,
    asked: Bool = true
  ) -> Parameter {
    Parameter(
      name: name, form: .option, kind: kind, label: label, help: help, isRequired: required, repeats: repeats,
      isAsked: asked)
  }

  public static func flag(_ name: String, _ label: Words, help: Words = "", asked: Bool = false) -> Parameter {
    Parameter(name: name, form: .flag, kind: .flag, label: label, help: help, isAsked: asked)
  }
}

/// What a value is: how it is checked, completed and shown.
public enum ValueKind: Equatable, Sendable {
  case text, longText, number, year, issuedDay, dueDay, organ, unit, person, clerk, documentType, urgency, secrecy, code
  case document, recipient, field, book, savedSearch, order, file, folder, flag
  case choice([String])
  /// An identifier, an address, an hour: written as it is typed, in no language.
  case word

  /// A name of the file system: bytes, that are opened as they were given. Everything else is text, and composed.
  public var isPath: Bool { self == .file || self == .folder }
}
