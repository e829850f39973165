import Records

/// What a command has done: lines for people, JSON for scripts.
struct Outcome {
  var lines: [String] = []
  /// Nothing, when the command has printed its answer itself.
  var json: JSON?

  /// What the shell sees: a report of something wrong is an answer, and not a success.
  var status = ExitStatus.done

  init(_ lines: String..., json: JSON? = nil) {
    self.lines = lines
    self.json = json
  }

  init(lines: [String], json: JSON?, status: ExitStatus = .done) {
    self.status = status
    self.lines = lines
    self.json = json
  }
}
