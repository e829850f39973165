import CommandWords
import Office
import Records
import Wording

/// What came of a message, for the clerk and for scripts.
struct MessageReport {
  enum Kind: String { case document, recall, update, replacement, status }

  var kind: Kind
  /// What has happened, or what is to be done.
  var sentence: Words
  /// The line that is new.
  var registered: DocumentLine?
  /// The line that was there, which the message is about.
  var about: DocumentLine?
  /// Whatever else a script may want.
  var members: [(String, JSON)] = []

  /// The remarks first, so that the sentence stands last on a terminal.
  func outcome(_ remarks: [Words], _ language: Language) -> Outcome {
    Outcome(
      lines: remarks.map { $0[language] } + [sentence[language]],
      json: .object(
        [
          ("kind", .string(kind.rawValue)), ("registered", registered?.json ?? .null), ("about", about?.json ?? .null),
          ("remarks", .array(remarks.map { .string($0[language]) })), ("words", .string(sentence[language])),
        ] + members))
  }
}

/// A text of a message on one line of a terminal.
func shortened(_ text: String, to most: Int = 200) -> String {
  let line = printable(text)
  return line.count <= most ? line : line.prefix(most - 1) + "…"
}
