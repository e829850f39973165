import Wording

/// One argument, option or flag of a command; on a screen, one field of its form.
public struct Parameter: Sendable {
  public enum Shape: Sendable { case argument, option, flag }

  public let name: String
  public let form: Shape
  public let kind: ValueKind
  public var label: Bilingual
  public var help: Bilingual
  public var isRequired = false
  public var repeats = false
  /// Whether it is in the form on the screen; options for scripts are not.
  public var isAsked = true
  /// Whether a form requires it although a script may omit it.
  public var isWanted = false
  /// Whether it is to be seen in no list of processes: the command reads it from its input where it is not given.
  public var isSecret = false

  public static func argument(
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = true,
    repeats: Bool = false
  ) -> Parameter {
    Parameter(name: name, form: .argument, kind: kind, label: label, help: help, isRequired: required, repeats: repeats)
  }

  public static func option(
    _ name: String, _ kind: ValueKind, _ label: Bilingual, help: Bilingual = "", required: Bool = false,
    repeats: Bool = false,
    asked: Bool = true
  ) -> Parameter {
    Parameter(
      name: name, form: .option, kind: kind, label: label, help: help, isRequired: required, repeats: repeats,
      isAsked: asked)
  }

  public static func flag(_ name: String, _ label: Bilingual, help: Bilingual = "", asked: Bool = false) -> Parameter {
    Parameter(name: name, form: .flag, kind: .flag, label: label, help: help, isAsked: asked)
  }
}

/// The kind of a value: how it is checked, completed and shown.
public enum ValueKind: Equatable, Sendable {
  case text, longText, number, year, issuedDay, dueDay, organ, unit, person, clerk, documentType, urgency, secrecy, code
  case document, recipient, field, book, savedSearch, order, file, folder, flag
  case choice([String])
  /// An identifier, an address, a time: kept as typed, in no language.
  case word

  /// Whether it is the name of a file or folder: bytes that are opened as they were given. All other values are text,
  /// and composed.
  public var isPath: Bool { self == .file || self == .folder }
}
