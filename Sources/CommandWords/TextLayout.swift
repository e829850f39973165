import Vietnamese

/// Lays text out in columns, for help on a terminal or in a pipe.
public enum TextLayout {
  public static let width = 80

  /// Returns lines of at most `width` columns, broken between words, each indented.
  public static func indented(_ text: String, by indent: Int, width: Int = width) -> [String] {
    wrapped(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }

  /// Returns two columns: names and their descriptions. A name that is too long has its description below it.
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

  /// Returns a usage line; continuation lines are aligned with the first parameter. Parameters are not broken.
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

/// Returns the text with blanks added up to a width in columns, at least one.
public func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(1, width - displayWidth(text)))
}
