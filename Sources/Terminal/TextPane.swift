import Vietnamese

/// A long text to read: help, a trail, the text of a document.
public struct TextPane: Sendable {
  public var text: String { didSet { lines = [] } }
  private var lines: [String] = []
  private var width = 0
  private var height = 1
  /// The first line in view.
  public private(set) var top = 0

  public init(_ text: String) { self.text = text }

  private var lastTop: Int { max(0, lines.count - height) }
  /// The share of the text that has been shown, in percent.
  public var percent: Int { lines.count <= height ? 100 : min(100, (top + height) * 100 / lines.count) }
  public var isAtEnd: Bool { top >= lastTop }

  /// Scrolls; returns false for other keys.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .named(.down), .named(.enter): top += 1
    case .named(.up): top -= 1
    case .named(.pageDown), .character(" "): top += max(1, height - 1)
    case .named(.pageUp): top -= max(1, height - 1)
    case .named(.home): top = 0
    case .named(.end): top = lastTop
    default: return false
    }
    top = min(max(0, top), lastTop)
    return true
  }

  /// Scrolls to the next line after the first one in view that satisfies the condition; false if there is none.
  public mutating func find(_ condition: (String) -> Bool) -> Bool {
    guard let found = lines.indices.first(where: { $0 > top && condition(lines[$0]) }) else { return false }
    top = min(found, lastTop)
    return true
  }

  /// Draws the lines in view. A line that begins with `# ` is a heading.
  public mutating func draw(on canvas: inout Canvas, row: Int, column: Int = 0, width: Int, height: Int) {
    if lines.isEmpty || width != self.width {
      lines = wrapped(text, to: width, lines: true)
      self.width = width
    }
    self.height = max(1, height)
    top = min(top, lastTop)
    for (index, line) in lines[top..<min(lines.count, top + max(0, height))].enumerated() {
      let isHeading = line.hasPrefix("# ")
      let shown = isHeading ? String(line.dropFirst(2)) : line
      canvas.write(shown, row: row + index, column: column, isHeading ? .heading : .normal, width: width)
    }
    canvas.cursor = (row, column)
  }
}
