import Records

/// What a command has done: lines for people, JSON for scripts.
public struct Outcome {
  /// As they are printed: each is one line, whoever wrote what it tells.
  public let lines: [String]
  /// Nothing, when the command has printed its answer itself.
  public var json: JSON?

  /// What the shell sees: a report of something wrong is an answer, and not a success.
  public var status = ExitStatus.done

  /// Sentences, a line each.
  public init(_ lines: String..., json: JSON? = nil) { self.init(lines: lines, json: json) }

  public init(lines: [String], json: JSON?, status: ExitStatus = .done) {
    self.init(rows: lines.map(OutputLine.init), json: json, status: status)
  }

  /// Lines with columns, or a mixture.
  public init(rows: [OutputLine], json: JSON?, status: ExitStatus = .done) {
    lines = rows.map(\.text)
    self.json = json
    self.status = status
  }

  /// A text of the program's own, such as help, with its lines.
  public init(text: String) {
    self.init(
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), json: .string(text))
  }

  /// Prints what there is to say, in pieces: a register may have a hundred thousand lines.
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
