import Wording

/// What is said of a command once, for parsing, help, manual, completion and forms; what it does, its program knows.
///
/// It is our own and not a library's, because every word, of a usage error too, is Vietnamese or English by the clerk's
/// choice; because the same declaration draws forms; and because the start of the screen must not pay for it.
public struct Declaration: Sendable {
  /// The program it is a command of, as it is typed.
  public let program: String
  public let name: String
  public let aliases: [String]
  public let summary: Words
  public let detail: Words
  /// Left out of help, manual and completion: for scripts of our own.
  public let isHidden: Bool
  public let parameters: [Parameter]
  public let examples: [Example]

  public init(
    of program: String, _ name: String, aliases: [String] = [], _ summary: Words, detail: Words = "",
    isHidden: Bool = false, parameters: [Parameter] = [], examples: [Example] = []
  ) {
    self.program = program
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.detail = detail
    self.isHidden = isHidden
    self.parameters = parameters
    self.examples = examples
  }

  public var arguments: [Parameter] { parameters.filter { $0.form == .argument } }
  public var options: [Parameter] { parameters.filter { $0.form != .argument } }

  public struct Example: Sendable {
    public let line: String
    public let words: Words

    public init(_ line: String, _ vietnamese: String, _ english: String) {
      self.line = line
      words = Words(vietnamese, english)
    }
  }
}
