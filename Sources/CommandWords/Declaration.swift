import Wording

/// The declaration of a command, from which parsing, help, manual, completion and forms are made. What the command does
/// is known to its program only.
///
/// It is our own code and not a library's, because every word, in usage errors too, is Vietnamese or English as the
/// clerk chooses; because the same declaration draws forms; and because the start of the screen must not pay for it.
public struct Declaration: Sendable {
  /// The name of the program it is a command of, as it is typed.
  public let program: String
  public let name: String
  public let aliases: [String]
  public let summary: Bilingual
  public let detail: Bilingual
  /// Whether it is left out of help, manual and completion, being for our own scripts.
  public let isHidden: Bool
  public let parameters: [Parameter]
  public let examples: [Example]

  public init(
    of program: String, _ name: String, aliases: [String] = [], _ summary: Bilingual, detail: Bilingual = "",
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
    public let words: Bilingual

    public init(_ line: String, _ vietnamese: String, _ english: String) {
      self.line = line
      words = Bilingual(vietnamese, english)
    }
  }
}
