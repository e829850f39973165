import Vietnamese

/// Text laid out in columns of letters, for help on a terminal or in a pipe.
public enum TextLayout {
  public static let width = 80

  /// Lines of at most that many columns, broken between words, with blanks before each.
  public static func indented(_ text: String, by indent: Int, width: Int = width) -> [String] {
    wrapped(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }

  /// Two columns: names, and what is said of them. A name that is too long has the text below it.
  public static func table(_ rows: [(name: String, text: String)], width: Int = width, mostName: Int = 26) -> [String] {
    let indent = 2
    let nameWidth = rows.map { displayWidth($0.name) }.filter { $0 <= mostName }.max() ?? mostName
    let textColumn = indent + nameWidth + 2
    return rows.flatMap { row -> [String] in
      let text = indented(row.text, by: textColumn, width: width)
      let name = String(repeating: " ", count: indent) + row.name
      guard displayWidth(name) + 2 <= textColumn, let first = text.first else { return [name] + text }
      return [padded(name, textColumn) + first.drop { $0 == " " }] + text.dropFirst()
    }
  }

  /// A usage line; its further lines stand under the first parameter. Parameters are not torn.
  public static func usage(_ parts: [String], width: Int = width) -> [String] {
    let head = "  " + parts.prefix(2).joined(separator: " ")
    var lines: [String] = []
    var line = head
    for part in parts.dropFirst(2) {
      if line != head, displayWidth(line) + 1 + displayWidth(part) > width {
        lines.append(line)
        line = String(repeating: " ", count: displayWidth(head))
      }
      line += " " + part
    }
    return lines + [line]
  }
}

/// The text with blanks behind it up to a width of the screen.
public func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(1, width - displayWidth(text)))
}
