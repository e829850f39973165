import CommandWords
import Wording

/// A command of the program, declared once.
///
/// The shell, the `:` prompt, keys (a key is bound to a command line), forms on the screen, help, manual and completion
/// are all made from this value.
@dynamicMemberLookup
package struct Command: Sendable {
  package let declaration: Declaration
  package let group: CommandGroup
  package let surfaces: Set<Surface>
  /// When the screen opens a form for what the line leaves out.
  package let asking: Asking
  /// Whether it cannot be undone: the screen asks first, even for one document.
  package let isFinal: Bool
  /// Whether it writes to the office's file in every case. Its key is then refused at once if the file cannot be
  /// written.
  package let isAct: Bool
  /// Whether it depends on the PC's clock, so that a clock behind the file is reported. Some commands report it
  /// themselves.
  package let goesByClock: Bool
  /// Whether it takes long: the screen then runs it in another process.
  package let isLong: @MainActor @Sendable (Given) -> Bool
  /// Whether its form stays until it has ended, to show what it is refused.
  package let isAwaited: Bool
  /// The command of the helper program that does it where it is long; `nil` for another run of this program.
  package let helper: HelperCommand?
  /// Whether it replaces the office's file where it is long: the screen lets go of that meanwhile.
  package let replacesFile: Bool
  /// Which documents the completion proposes.
  package let names: Named
  /// Refuses, before a form is opened, what would be refused after it was filled in.
  package let expects: @MainActor @Sendable (Session) throws -> Void
  /// What it contributes while its form is filled in.
  package let advice: Advice
  /// Returns the question to ask instead of the usual one; `nil` for the usual one about several documents.
  package let question: (@MainActor @Sendable (ScreenCall) throws -> Question?)?
  /// What it does in the shell; also on the screen, unless `asks` returns a request.
  private let act: @MainActor @Sendable (Session, Given) throws -> Outcome
  /// Returns what it asks of the screen instead, such as to move the cursor or to open a card; `nil` to run as in the
  /// shell.
  package let asks: @MainActor @Sendable (ScreenCall) throws -> ScreenRequest?

  package enum Surface: Sendable { case shell, screen }

  /// When the screen opens a form for the parameters.
  package enum Asking: Sendable {
    /// When a required one is missing.
    case whenMissing
    /// When the line names nothing but the documents.
    case whenBare
  }

  package enum Named: Sendable {
    /// Documents that wait in the inbox, and the latest of both registers.
    case waiting
    /// The documents issued last.
    case issued
    /// Registers too, in the place of a document.
    case registers
  }

  package typealias Example = Declaration.Example

  package init(
    name: String, aliases: [String] = [], group: CommandGroup, summary: Bilingual, detail: Bilingual = "",
    surfaces: Set<Surface> = [.shell, .screen], isHidden: Bool = false, parameters: [any Declared] = [],
    examples: [Example] = [], asking: Asking = .whenMissing, isFinal: Bool = false,
    isAct: Bool? = nil, goesByClock: Bool? = nil,
    isLong: @escaping @MainActor @Sendable (Given) -> Bool = { _ in false }, isAwaited: Bool = false,
    helper: HelperCommand? = nil, replacesFile: Bool = false,
    names: Named = .waiting,
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
    self.surfaces = surfaces
    self.asking = asking
    self.isFinal = isFinal
    self.isAct = isAct ?? group.acts
    self.goesByClock = goesByClock ?? group.goesByClock
    self.isLong = isLong
    (self.isAwaited, self.helper, self.replacesFile) = (isAwaited, helper, replacesFile)
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

  /// - Parameter strict: whether to refuse if required parameters are missing; a screen asks for them instead.
  package func parse(_ words: [String], strict: Bool = true) throws -> Arguments {
    try declaration.parse(words, strict: strict, others: strict ? GlobalOptions.parameters : [])
  }
}
