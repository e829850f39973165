import Wording

/// What is said of a program as a whole, in help, manual and completion.
public struct Program: Sendable {
  public let name: String
  public let version: String
  /// After the name and a dash; without a full stop.
  public let what: Words
  /// What it does when no command is named; empty when one must be.
  public let bare: Words
  public let description: [Words]
  /// Which variables of the environment count.
  public let environment: [(name: String, words: Words)]
  /// Which files it reads and writes.
  public let files: [(path: String, words: Words)]
  /// The options that stand before or behind any command.
  public let options: [Parameter]
  /// How it can end.
  public let statuses: [ExitStatus]
  /// What the shell offers, in the order of the help.
  public let chapters: [Chapter]

  public struct Chapter: Sendable {
    public let title: Words
    public let commands: [Declaration]

    public init(_ title: Words, _ commands: [Declaration]) {
      self.title = title
      self.commands = commands
    }
  }

  public init(
    name: String, version: String, what: Words, bare: Words = "", description: [Words],
    environment: [(name: String, words: Words)] = [], files: [(path: String, words: Words)] = [],
    options: [Parameter], statuses: [ExitStatus] = [.done, .refused, .usage, .storage, .fault], chapters: [Chapter]
  ) {
    self.name = name
    self.version = version
    self.what = what
    self.bare = bare
    self.description = description
    self.environment = environment
    self.files = files
    self.options = options
    self.statuses = statuses
    self.chapters = chapters.filter { !$0.commands.isEmpty }
  }

  /// All its commands, in the order of the help.
  public var commands: [Declaration] { chapters.flatMap(\.commands) }
}
