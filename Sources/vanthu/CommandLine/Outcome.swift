import Records

/// What a command has done: lines for people, JSON for scripts.
struct Outcome {
  var lines: [String] = []
  /// Nothing, when the command has printed its answer itself.
  var json: JSON?

  init(_ lines: String..., json: JSON? = nil) {
    self.lines = lines
    self.json = json
  }

  init(lines: [String], json: JSON?) {
    self.lines = lines
    self.json = json
  }
}
