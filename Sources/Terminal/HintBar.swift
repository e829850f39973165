import Vietnamese

/// The line of the keys that matter here.
public enum HintBar {
  /// Draws as many hints as fit, from the first; those at the end are left out whole.
  ///
  /// Gives the columns of each drawn hint, so that a click can be told to be on it.
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
