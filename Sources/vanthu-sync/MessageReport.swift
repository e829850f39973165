import CommandWords
import Office
import Records
import Wording

/// The result of an import, for the clerk and for scripts.
struct MessageReport {
  enum Kind: String { case document, recall, update, replacement, status }

  var kind: Kind
  /// What has happened, or what to do.
  var sentence: Bilingual
  /// The new line.
  var registered: DocumentLine?
  /// The existing line that the message is about.
  var about: DocumentLine?
  /// Further members for scripts.
  var members: [(String, JSON)] = []

  /// Puts the remarks first, so that the sentence comes last on a terminal.
  func outcome(_ remarks: [Bilingual], _ language: Language) -> Outcome {
    Outcome(
      lines: remarks.map { $0[language] } + [sentence[language]],
      json: .object(
        [
          ("kind", .string(kind.rawValue)), ("registered", registered?.json ?? .null), ("about", about?.json ?? .null),
          ("remarks", .array(remarks.map { .string($0[language]) })), ("words", .string(sentence[language])),
        ] + members))
  }
}

/// Returns a text of a message cut to one line of a terminal.
func shortened(_ text: String, to most: Int = 200) -> String {
  let line = printable(text)
  return line.count <= most ? line : line.prefix(most - 1) + "…"
}
