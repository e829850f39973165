import Wording

/// A verb of the program, declared once.
///
/// The shell, the `:` prompt, keys (a key is bound to a command line), forms on the screen, help, manual and completion all
/// come from this value. It is our own and not a library's, because every word, of a usage error too, is Vietnamese or English
/// by the clerk's choice; because the same declaration draws forms; and because the start of the screen must not pay for it.
struct Command: Sendable {
  let name: String
  var aliases: [String] = []
  let group: CommandGroup
  let summary: Words
  var detail = Words("", "")
  var doors: Set<Door> = [.shell, .screen]
  /// Left out of help, manual and completion: for scripts of our own.
  var isHidden = false
  var parameters: [Parameter] = []
  var examples: [Example] = []
  /// How a screen asks for what the line leaves out.
  var asking = Asking.whenMissing
  /// What it does in the shell, and on the screen when `act` is nothing else.
  var run: @MainActor @Sendable (Session, Arguments) throws -> Outcome = { _, _ in Outcome() }
  /// What it does on the screen instead: move a cursor, open a card.
  var act: (@MainActor @Sendable (Workbench, Arguments) throws -> Void)?

  enum Door: Sendable { case shell, screen }

  /// When the screen opens a form for the parameters.
  enum Asking: Sendable {
    /// When a required one is missing.
    case whenMissing
    /// When the line gives nothing but the documents.
    case whenBare
  }

  struct Example: Sendable {
    let line: String
    let words: Words

    init(_ line: String, _ vietnamese: String, _ english: String) {
      self.line = line
      words = Words(vietnamese, english)
    }
  }
}

/// The chapters of the help, in its order.
enum CommandGroup: Int, CaseIterable, Sendable {
  case incoming, outgoing, documents, reading, house, file, screen, program

  var words: Words {
    switch self {
    case .incoming: Words("Văn bản đến", "Incoming documents")
    case .outgoing: Words("Văn bản đi", "Outgoing documents")
    case .documents: Words("Văn bản đến và đi", "Both")
    case .reading: Words("Xem và tìm", "Look and find")
    case .house: Words("Cơ quan", "The office")
    case .file: Words("Tệp sổ", "The office's file")
    case .screen: Words("Màn hình", "The screen")
    case .program: Words("Chương trình", "The program")
    }
  }
}

/// One argument, option or flag of a command; on the screen, one field of its form.
struct Parameter: Sendable {
  enum Shape: Sendable { case argument, option, flag }

  let name: String
  let form: Shape
  let kind: ValueKind
  let label: Words
  var help: Words
  var isRequired = false
  var repeats = false
  /// Stands in the form of the screen; options for scripts do not.
  var isAsked = true
  /// A form must have it, although a script may leave it out.
  var isWanted = false

  static func argument(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = true, repeats: Bool = false
  ) -> Parameter {
    Parameter(name: name, form: .argument, kind: kind, label: label, help: help, isRequired: required, repeats: repeats)
  }

  static func option(
    _ name: String, _ kind: ValueKind, _ label: Words, help: Words = "", required: Bool = false, repeats: Bool = false,
    asked: Bool = true
  ) -> Parameter {
    Parameter(
      name: name, form: .option, kind: kind, label: label, help: help, isRequired: required, repeats: repeats,
      isAsked: asked)
  }

  static func flag(_ name: String, _ label: Words, help: Words = "", asked: Bool = false) -> Parameter {
    Parameter(name: name, form: .flag, kind: .flag, label: label, help: help, isAsked: asked)
  }

  /// The verbs' usual first argument: one document, or several that are acted on together.
  static let documents = Parameter.argument(
    "document", .document, Words("văn bản", "document"),
    help: Words(
      "số đến 57, năm khác 57@2025; văn bản đi 15/QĐ-UBND; dự thảo nhap-3",
      "arrival 57, of another year 57@2025; outgoing 15/QĐ-UBND; draft nhap-3"),
    repeats: true)
}

/// What a value is: how it is checked, completed and shown.
enum ValueKind: Equatable, Sendable {
  case text, longText, number, year, issuedDay, dueDay, organ, unit, person, clerk, documentType, urgency, secrecy, code
  case document, recipient, field, book, savedSearch, order, file, folder, flag
  case choice([String])
}
