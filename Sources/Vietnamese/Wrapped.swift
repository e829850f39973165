/// A text in lines of at most that many columns, broken between words. Its own line breaks are blanks unless `lines` keeps them: a
/// sentence that quotes a document does not begin a line where the document would.
///
/// A line that fits stays as it is, with the blanks that make columns of it.
public func wrapped(_ text: String, to width: Int, lines: Bool = false) -> [String] {
  guard width > 0 else { return [] }
  let text = plain(text, lines: lines)
  return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
    if displayWidth(line) <= width { return [String(line)] }
    var lines: [String] = []
    var current = String(line.prefix { $0 == " " })
    var isFresh = true
    for word in line.split(separator: " ") {
      var word = String(word)
      if !isFresh, displayWidth(current) + 1 + displayWidth(word) > width {
        lines.append(current)
        (current, isFresh) = ("", true)
      }
      while displayWidth(current) + displayWidth(word) > width, !word.isEmpty {
        // A word longer than the line, such as a path, is cut where the line ends.
        var part = ""
        while let letter = word.first, part.isEmpty || displayWidth(current + part) + displayWidth(letter) <= width {
          part.append(letter)
          word.removeFirst()
        }
        lines.append(current + part)
        current = ""
      }
      current += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return lines + (current.isEmpty && !lines.isEmpty ? [] : [current])
  }
}
