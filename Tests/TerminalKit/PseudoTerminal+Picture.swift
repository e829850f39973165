/// The screen as a picture.
extension PseudoTerminal {
  /// Returns the screen as an SVG of text, which a browser draws in its own fixed-width font.
  ///
  /// - Parameter title: what it shows, for those who cannot see it.
  public func picture(titled title: String) -> String {
    let (width, height) = (columns * Self.advance + 2 * Self.margin, rows * Self.leading + 2 * Self.margin)
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      font-family="'Noto Sans Mono', Consolas, Menlo, monospace" font-size="\(Self.size)" role="img">
      """,
      "<title>\(Self.escaped(title))</title>",
      #"<rect width="100%" height="100%" rx="6" fill="\#(Self.colour(Stroke.ground))"/>"#,
    ]
    for row in 0..<rows {
      let strokes = strokes(row)
      lines += strokes.filter { $0.background != Stroke.ground }.map { $0.field(row) }
      lines += strokes.filter { !$0.isBlank }.map { $0.words(row) }
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// In pixels: from column to column, from line to line, around the screen; and the size of the font.
  private static let (advance, leading, margin, size) = (9, 20, 10, 15)

  /// Cells side by side that look alike.
  private struct Stroke {
    /// The colour behind everything: light text on it, as on most terminals.
    static let ground: [UInt8] = [24, 26, 31]

    var column: Int
    var width = 0
    var text = ""
    var isBold: Bool
    var isUnderlined: Bool
    var foreground: [UInt8]
    var background: [UInt8]

    init(_ cell: Cell, at column: Int) {
      self.column = column
      (isBold, isUnderlined) = (cell.isBold, cell.isUnderlined)
      let ink: [UInt8] = cell.hasOwnInk ? cell.foreground : [220, 223, 228]
      let ground = cell.hasOwnGround ? cell.background : Stroke.ground
      (foreground, background) = cell.isReverse ? (ground, ink) : (ink, ground)
    }

    var isBlank: Bool { !isUnderlined && text.allSatisfy { $0 == " " } }

    func continues(_ other: Stroke) -> Bool {
      isBold == other.isBold && isUnderlined == other.isUnderlined && foreground == other.foreground
        && background == other.background
    }

    func field(_ row: Int) -> String {
      let (x, y) = (margin + column * advance, margin + row * leading)
      return
        #"<rect x="\#(x)" y="\#(y)" width="\#(width * advance)" height="\#(leading)" fill="\#(colour(background))"/>"#
    }

    /// The blanks at both ends are left out; the length is stated, so that columns stand below each other in any font.
    func words(_ row: Int) -> String {
      let blanks = isUnderlined ? 0 : text.prefix { $0 == " " }.count
      let end = isUnderlined ? 0 : text.reversed().prefix { $0 == " " }.count
      let (x, y) = (margin + (column + blanks) * advance, margin + row * leading + size)
      let look = (isBold ? #" font-weight="bold""# : "") + (isUnderlined ? #" text-decoration="underline""# : "")
      return """
        <text x="\(x)" y="\(y)" textLength="\((width - blanks - end) * advance)" lengthAdjust="spacingAndGlyphs" \
        xml:space="preserve" fill="\(colour(foreground))"\(look)>\(escaped(text.dropFirst(blanks).dropLast(end)))</text>
        """
    }
  }

  private func strokes(_ row: Int) -> [Stroke] {
    var strokes: [Stroke] = []
    var column = 0
    while column < columns {
      let cell = cell(row: row, column: column)
      var stroke = Stroke(cell, at: column)
      stroke.text = cell.text.isEmpty ? " " : cell.text
      stroke.width = max(1, cell.width)
      column += stroke.width
      if let last = strokes.last, last.continues(stroke) {
        strokes[strokes.count - 1].text += stroke.text
        strokes[strokes.count - 1].width += stroke.width
      } else {
        strokes.append(stroke)
      }
    }
    return strokes
  }

  private static func colour(_ rgb: [UInt8]) -> String {
    "#" + rgb.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    text.map { ["&": "&amp;", "<": "&lt;", ">": "&gt;"][$0] ?? String($0) }.joined()
  }
}
