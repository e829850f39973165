/// Returns a text as lines of at most `width` columns, broken between words. Line breaks in the text become blanks
/// unless `lines` keeps them, so that a quoted document cannot begin a line.
///
/// A line that fits is not changed, so blanks that align columns are kept.
public func wrapped(_ text: String, to width: Int, lines: Bool = false) -> [String] {
  guard width > 0 else { return [] }
  let text = plain(text, lines: lines)
  return textLines(text).flatMap { line in
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
        // A word longer than the line, such as a path, is cut at the end of the line.
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
