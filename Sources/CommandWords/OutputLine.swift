import Records

/// One line of what a command prints. Whatever goes into it may come from another office, and stays on this line and in its column:
/// only the one who makes the line divides it.
public struct OutputLine: Sendable, Equatable {
  public let text: String

  private init(printed text: String) { self.text = text }

  /// A sentence: no tab in it, no end of a line.
  public init(_ sentence: String) { self.init(printed: printable(sentence)) }

  /// Columns with tabs between them, so that `cut` and `awk` can take them apart. One that is nil is left out.
  public static func columns(_ values: String?...) -> OutputLine { columns(values.compactMap(\.self)) }

  public static func columns(_ values: [String]) -> OutputLine {
    OutputLine(printed: values.map { printable($0) }.joined(separator: "\t"))
  }

  /// A value on a line of its own, for programs.
  public static func json(_ json: JSON) -> OutputLine { OutputLine(printed: printableJSON(json.text)) }
}
