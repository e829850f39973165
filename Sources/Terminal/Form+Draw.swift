import Vietnamese

/// How a form is laid out on the canvas.
///
/// Nothing moves while the user types: each field keeps its row, and messages about the focused one are at the bottom.
/// So one typed letter sends one letter over a slow connection.
extension Form {
  static let suggestionRows = 6
  /// From this width on, fields are in two columns, if they do not fit in one.
  static let twoColumnWidth = 140

  public mutating func draw(on canvas: inout Canvas, row: Int, column: Int = 0, width: Int, height: Int) {
    guard height > 2, width > 20, !fields.isEmpty else { return }
    let rows = height - 2
    let columns = width >= Self.twoColumnWidth && fields.count > rows / 2 ? 2 : 1
    let perColumn = (fields.count + columns - 1) / columns
    let focusedRow = focus % perColumn
    // Reserve rows for the drop-down below the focused field, if there are enough.
    let below = min(focused?.suggestions.count ?? 0, Self.suggestionRows, rows - 1)
    firstRow = min(firstRow, focusedRow)
    firstRow = max(firstRow, focusedRow + below - rows + 1, 0)
    if perColumn <= rows, below == 0 { firstRow = 0 }
    let cell = width / columns
    for index in fields.indices {
      let line = index % perColumn - firstRow
      guard (0..<rows).contains(line) else { continue }
      draw(index, on: &canvas, row: row + line, column: column + index / perColumn * cell, width: cell - 1)
    }
    if firstRow > 0 { canvas.write("↑", row: row, column: column + width - 1, .dim) }
    if perColumn - firstRow > rows { canvas.write("↓", row: row + rows - 1, column: column + width - 1, .dim) }
    drawSuggestions(
      on: &canvas, row: row + focusedRow - firstRow + 1, last: row + rows - 1,
      column: column + focus / perColumn * cell, width: cell - 1)
    drawFoot(on: &canvas, row: row + height - 2, column: column, width: width)
  }

  /// The width of all labels, so that values are aligned.
  private func labelWidth(_ width: Int) -> Int {
    min((fields.map { displayWidth($0.label) }.max() ?? 0) + 4, width * 2 / 5)
  }

  private mutating func draw(_ index: Int, on canvas: inout Canvas, row: Int, column: Int, width: Int) {
    let field = fields[index]
    let hasFocus = index == focus
    let label = labelWidth(width)
    canvas.write(hasFocus ? "▌" : " ", row: row, column: column, .accent)
    canvas.write(field.label, row: row, column: column + 1, hasFocus ? .heading : .normal, width: label - 2)
    if field.isRequired { canvas.write("*", row: row, column: column + label - 1, .warning) }
    let noteWidth = field.note.isEmpty ? 0 : min(displayWidth(field.note) + 1, width / 3)
    let valueColumn = column + label + 1
    let valueWidth = max(4, width - label - 4 - noteWidth)
    switch field.kind {
    case .line, .multi:
      fields[index].text.draw(on: &canvas, row: row, column: valueColumn, width: valueWidth, focused: hasFocus)
    case .choice(let choices):
      let text = field.chosen < choices.count ? choices[field.chosen].text : ""
      canvas.write(hasFocus ? "‹ \(text) ›" : "  \(text)", row: row, column: valueColumn, width: valueWidth)
    case .flag:
      canvas.write(field.isOn ? "[x]" : "[ ]", row: row, column: valueColumn, width: valueWidth)
    }
    if hasFocus, field.kind == .flag { canvas.cursor = (row, valueColumn + 1) }
    if hasFocus, case .choice = field.kind { canvas.cursor = (row, valueColumn) }
    let (sign, role) = field.check.sign
    canvas.write(sign, row: row, column: valueColumn + valueWidth + 1, role)
    canvas.write(field.note, row: row, column: valueColumn + valueWidth + 3, .dim, width: max(0, noteWidth - 1))
  }

  private func drawSuggestions(on canvas: inout Canvas, row: Int, last: Int, column: Int, width: Int) {
    guard let field = focused, !field.suggestions.isEmpty else { return }
    let most = min(Self.suggestionRows, last - row + 1)
    guard most > 0 else { return }
    let first = max(0, min((highlighted ?? 0) - most / 2, field.suggestions.count - most))
    let shown = Array(field.suggestions[first..<min(field.suggestions.count, first + most)])
    let label = labelWidth(width)
    for line in shown.indices { canvas.fill(row: row + line, column: column, width: width) }
    drawCompletions(
      shown, chosen: highlighted.map { $0 - first }, on: &canvas, top: row, column: column + label - 1,
      width: width - label + 1)
  }

  /// Draws the message about the focused field, in at most two rows.
  private func drawFoot(on canvas: inout Canvas, row: Int, column: Int, width: Int) {
    guard let field = focused else { return }
    let text: String
    let role: Role
    switch field.check {
    case .error(let words): (text, role) = (words, .danger)
    case .warning(let words): (text, role) = (words, .warning)
    case .ok, .unchecked: (text, role) = (field.hint, .hint)
    }
    for (index, line) in wrapped(text, to: width).prefix(2).enumerated() {
      canvas.write(line, row: row + index, column: column, role)
    }
  }
}

extension Form.Field.Check {
  /// A sign that is distinct without colour.
  var sign: (String, Role) {
    switch self {
    case .unchecked: (" ", .normal)
    case .ok: ("✓", .success)
    case .warning: ("!", .warning)
    case .error: ("✗", .danger)
    }
  }
}
