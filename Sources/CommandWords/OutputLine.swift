import Records

/// One line of a command's output. A value may come from another office; it stays on this line and in its column, since
/// only the code that makes the line can add a tab or a line break.
public struct OutputLine: Sendable, Equatable {
  public let text: String

  private init(printed text: String) { self.text = text }

  /// A sentence, without tabs and line breaks.
  public init(_ sentence: String) { self.init(printed: printable(sentence)) }

  /// Columns separated by tabs, for `cut` and `awk`. A value that is `nil` is left out.
  public static func columns(_ values: String?...) -> OutputLine { columns(values.compactMap(\.self)) }

  public static func columns(_ values: [String]) -> OutputLine {
    OutputLine(printed: values.map { printable($0) }.joined(separator: "\t"))
  }

  /// A JSON value on a line of its own, for programs.
  public static func json(_ json: JSON) -> OutputLine { OutputLine(printed: printableJSON(json.text)) }
}
