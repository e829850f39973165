import Records

/// What a command has done: lines for people, JSON for scripts.
public struct Outcome {
  public var lines: [String] = []
  /// Nothing, when the command has printed its answer itself.
  public var json: JSON?

  /// What the shell sees: a report of something wrong is an answer, and not a success.
  public var status = ExitStatus.done

  public init(_ lines: String..., json: JSON? = nil) {
    self.lines = lines
    self.json = json
  }

  public init(lines: [String], json: JSON?, status: ExitStatus = .done) {
    self.status = status
    self.lines = lines
    self.json = json
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
      piece += printable(line) + "\n"
      guard piece.utf8.count >= 1 << 16 else { continue }
      try writeOutput(piece)
      piece = ""
    }
    try writeOutput(piece)
    return status
  }
}
