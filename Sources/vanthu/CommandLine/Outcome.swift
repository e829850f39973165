import Records

/// What a command has done: lines for people, JSON for scripts.
struct Outcome {
  var lines: [String] = []
  var json: JSON = .object([])

  init(_ lines: String..., json: JSON = .object([])) {
    self.lines = lines
    self.json = json
  }

  init(lines: [String], json: JSON) {
    self.lines = lines
    self.json = json
  }
}
