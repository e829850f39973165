import Records

/// The result of a command: lines for people, JSON for scripts.
public struct Outcome {
  /// The lines as they are printed: each is a single line, whatever texts it contains.
  public let lines: [String]
  /// `nil` if the command has printed its answer itself.
  public var json: JSON?

  /// The exit status. A command that reports a problem has answered, but not succeeded.
  public var status = ExitStatus.done

  /// Sentences, one on each line.
  public init(_ lines: String..., json: JSON? = nil) { self.init(lines: lines, json: json) }

  public init(lines: [String], json: JSON?, status: ExitStatus = .done) {
    self.init(rows: lines.map(OutputLine.init), json: json, status: status)
  }

  /// Lines with columns, or mixed.
  public init(rows: [OutputLine], json: JSON?, status: ExitStatus = .done) {
    lines = rows.map(\.text)
    self.json = json
    self.status = status
  }

  /// A text of the program itself, such as help, which keeps its line breaks.
  public init(text: String) {
    self.init(
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), json: .string(text))
  }

  /// Prints the result, in pieces of about 64 KiB: a register may have a hundred thousand lines.
  ///
  /// - Throws: `OutputFailure`.
  public func show(asJSON: Bool) throws -> ExitStatus {
    if asJSON, let json {
      try writeOutput(printableJSON(json.text) + "\n")
      return status
    }
    var piece = ""
    for line in lines {
      piece += line + "\n"
      guard piece.utf8.count >= 1 << 16 else { continue }
      try writeOutput(piece)
      piece = ""
    }
    try writeOutput(piece)
    return status
  }
}
