import Wording

/// The description of a program, for help, manual and completion.
public struct Program: Sendable {
  public let name: String
  public let version: String
  /// Follows the name and a dash; without a full stop.
  public let what: Bilingual
  /// What it does if no command is named; empty if one is required.
  public let bare: Bilingual
  public let description: [Bilingual]
  /// The environment variables it uses.
  public let environment: [(name: String, words: Bilingual)]
  /// The files it reads and writes.
  public let files: [(path: String, words: Bilingual)]
  /// The options that may be before or after any command.
  public let options: [Parameter]
  /// The exit statuses it can have.
  public let statuses: [ExitStatus]
  /// Parameters whose values only the program can propose, although their kind says nothing of them: `save-file file`.
  public let proposed: Set<String>
  /// The commands offered in the shell, in the order of the help.
  public let chapters: [Chapter]

  public struct Chapter: Sendable {
    public let title: Bilingual
    public let commands: [Declaration]

    public init(_ title: Bilingual, _ commands: [Declaration]) {
      self.title = title
      self.commands = commands
    }
  }

  public init(
    name: String, version: String, what: Bilingual, bare: Bilingual = "", description: [Bilingual],
    environment: [(name: String, words: Bilingual)] = [], files: [(path: String, words: Bilingual)] = [],
    options: [Parameter], statuses: [ExitStatus] = [.done, .refused, .usage, .storage, .fault],
    proposed: Set<String> = [], chapters: [Chapter]
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
    self.proposed = proposed
    self.chapters = chapters.filter { !$0.commands.isEmpty }
  }

  /// All its commands, in the order of the help.
  public var commands: [Declaration] { chapters.flatMap(\.commands) }
}
