import Office
import Records
import Terminal
import Vietnamese

/// Shows which words of a line a search has found: the original text, marks and all, in the role of a match.
@MainActor
enum Highlight {
  static func draw(
    _ words: [String], on canvas: inout Canvas, row: Int, columns: Columns, line: DocumentLine, _ today: Day
  ) {
    guard !words.isEmpty else { return }
    var position = Columns.start
    for column in columns.columns {
      let text = column.text(line, today)
      for (start, width) in places(of: words, in: text) where start < column.width {
        canvas.paint(row: row, column: position + start, width: min(width, column.width - start), .match)
      }
      position += column.width + 1
    }
  }

  /// Columns and widths of the words of `text` that begin with one of the folded words.
  static func places(of words: [String], in text: String) -> [(start: Int, width: Int)] {
    var places: [(Int, Int)] = []
    var column = 0
    var word = ""
    var wordStart = 0
    func close() {
      guard !word.isEmpty else { return }
      let folded = fold(word)
      if let found = words.filter({ folded.hasPrefix($0) }).map(\.count).max() {
        let shown = String(word.prefix(found))
        places.append((wordStart, displayWidth(shown)))
      }
      word = ""
    }
    for letter in text {
      if letter.isLetter || letter.isNumber {
        if word.isEmpty { wordStart = column }
        word.append(letter)
      } else {
        close()
      }
      column += displayWidth(letter)
    }
    close()
    return places
  }
}
