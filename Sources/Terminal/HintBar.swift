import Vietnamese

/// The line that shows the most important keys.
public enum HintBar {
  /// Draws as many hints as fit, from the first; those that do not fit are left out completely.
  ///
  /// Returns the columns of each hint drawn, to find the one that was clicked.
  @discardableResult
  public static func draw(
    _ hints: [(key: String, words: String)], on canvas: inout Canvas, row: Int, column: Int = 0, width: Int? = nil
  ) -> [Range<Int>] {
    let end = column + min(width ?? canvas.width - column, canvas.width - column)
    canvas.fill(row: row, column: column, width: end - column, .hint)
    var at = column
    var places: [Range<Int>] = []
    for (key, words) in hints {
      let start = at == column ? at : at + 2
      let wide = displayWidth(key) + 1 + displayWidth(words)
      guard start + wide <= end else { break }
      canvas.write(key, row: row, column: start, .hintKey)
      canvas.write(words, row: row, column: start + displayWidth(key) + 1, .hint)
      at = start + wide
      places.append(start..<at)
    }
    return places
  }
}
