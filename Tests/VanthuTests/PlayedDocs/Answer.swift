/// What a document says a command answers.
///
/// Each of its lines must be one that was printed, in that order. `…` stands for anything; clock times, names of
/// stations, codes, sizes and amounts of blanks are those of the day and of the run.
struct Answer {
  let lines: [String]
  /// Whether days are those of the run too: the clock of a hub is that of the machine.
  let ofAnyDay: Bool

  init(_ lines: [String], ofAnyDay: Bool = false) {
    self.ofAnyDay = ofAnyDay
    self.lines = lines.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// Returns the first line that is not among what was printed, nil if all are.
  func missing(from printed: String) -> String? {
    var left = printed.split(separator: "\n").map { plain(String($0)) }[...]
    for line in lines where line.filter({ $0 != " " }) != "…" {
      let wanted = plain(line)
      guard let place = left.firstIndex(where: { Self.isSaid(wanted, by: $0) }) else { return line }
      left = left[(place + 1)...]
    }
    return nil
  }

  private func plain(_ line: String) -> String {
    (ofAnyDay ? line.replacing(/\b\d\d\/\d\d(\/\d{4})?\b/, with: "DAY") : line)
      .replacing(/\b[0-9A-Z]{4}((-[0-9A-Z]{4})+|( [0-9A-Z]{4}){4})\b/, with: "CODE")
      .replacing(/\b\d+([.,]\d+)? (B|kB|MB|GB)\b/, with: "SIZE").replacing(/\b\d\d:\d\d(:\d\d)?\b/, with: "HH:MM")
      .replacing(/\b[0-9a-f]{8}\b/, with: "STATION")
      .split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func isSaid(_ wanted: String, by line: String) -> Bool {
    let pieces = wanted.split(separator: "…", omittingEmptySubsequences: false)
    guard pieces.count > 1 else { return wanted == line }
    guard line.hasPrefix(pieces[0]), line.hasSuffix(pieces[pieces.count - 1]) else { return false }
    var rest = line.dropFirst(pieces[0].count)
    for piece in pieces.dropFirst() where !piece.isEmpty {
      guard let place = rest.range(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }
}
