import CommandWords
import Wording

/// A verb of the program, declared once.
///
/// The shell, the `:` prompt, keys (a key is bound to a command line), forms on the screen, help, manual and completion all
/// come from this value.
@dynamicMemberLookup
package struct Command: Sendable {
  package let declaration: Declaration
  package let group: CommandGroup
  package let doors: Set<Door>
  /// How a screen asks for what the line leaves out.
  package let asking: Asking
  /// It cannot be taken back: the screen asks before it is done, even to one document.
  package let isFinal: Bool
  /// Whether it writes to the office's file, whatever is asked of it: refused at the key where that cannot be written.
  package let isAct: Bool
  /// Whether it goes by the PC's clock, so that it is said where that is behind the file. Some say it themselves.
  package let goesByClock: Bool
  /// Whether it takes long: the screen has it done beside itself.
  package let isLong: @MainActor @Sendable (Given) -> Bool
  /// Which documents are likely to be named.
  package let names: Named
  /// Refuses at the key what would be refused once its form is filled.
  package let expects: @MainActor @Sendable (Session) throws -> Void
  /// What its form knows while it is filled in.
  package let advice: Advice
  /// Asked instead of the usual question; nil: it is done without one.
  package let question: (@MainActor @Sendable (ScreenCall) throws -> Question?)?
  /// What it does in the shell, and on the screen where it asks for nothing else.
  private let act: @MainActor @Sendable (Session, Given) throws -> Outcome
  /// What it asks of the screen instead: to move a cursor, to open a card. Nil: it is done as in the shell.
  package let asks: @MainActor @Sendable (ScreenCall) throws -> ScreenRequest?

  package enum Door: Sendable { case shell, screen }

  /// When the screen opens a form for the parameters.
  package enum Asking: Sendable {
    /// When a required one is missing.
    case whenMissing
    /// When the line gives nothing but the documents.
    case whenBare
  }

  package enum Named: Sendable {
    /// Those that wait, and the latest of both books.
    case waiting
    /// What was issued last.
    case issued
    /// A register too, in the place of a document.
    case registers
  }

  package typealias Example = Declaration.Example

  package init(
    name: String, aliases: [String] = [], group: CommandGroup, summary: Words, detail: Words = "",
    doors: Set<Door> = [.shell, .screen], isHidden: Bool = false, parameters: [any Declared] = [],
    examples: [Example] = [], asking: Asking = .whenMissing, isFinal: Bool = false,
    isAct: Bool? = nil, goesByClock: Bool? = nil,
    isLong: @escaping @MainActor @Sendable (Given) -> Bool = { _ in false }, names: Named = .waiting,
    expects: @escaping @MainActor @Sendable (Session) throws -> Void = { _ in }, advice: Advice = Advice(),
    question: (@MainActor @Sendable (ScreenCall) throws -> Question?)? = nil,
    run: @escaping @MainActor @Sendable (Session, Given) throws -> Outcome = { _, _ in Outcome() },
    asks: @escaping @MainActor @Sendable (ScreenCall) throws -> ScreenRequest? = { _ in nil }
  ) {
    declaration = Declaration(
      of: "vanthu", name, aliases: aliases, summary, detail: detail, isHidden: isHidden,
      parameters: parameters.map(\.parameter),
      examples: examples)
    self.group = group
    self.doors = doors
    self.asking = asking
    self.isFinal = isFinal
    self.isAct = isAct ?? group.acts
    self.goesByClock = goesByClock ?? group.goesByClock
    self.isLong = isLong
    self.names = names
    self.expects = expects
    self.advice = advice
    self.question = question
    act = run
    self.asks = asks
  }

  package subscript<Value>(dynamicMember path: KeyPath<Declaration, Value>) -> Value { declaration[keyPath: path] }

  @MainActor
  package func run(_ session: Session, _ arguments: Arguments) throws -> Outcome {
    try act(session, Given(arguments, today: session.today))
  }

  /// - Parameter strict: whether what is required must be there; a screen asks for it instead.
  package func parse(_ words: [String], strict: Bool = true) throws -> Arguments {
    try declaration.parse(words, strict: strict, others: strict ? GlobalOptions.parameters : [])
  }
}
