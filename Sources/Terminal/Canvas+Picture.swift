/// The contents of a canvas as text, for tests.
extension Canvas {
  /// The canvas as lines of text, without trailing blanks.
  public var text: String { (0..<height).map(line).joined(separator: "\n") }

  /// One line of the canvas as text, without trailing blanks.
  public func line(_ row: Int) -> String {
    var line = String.UnicodeScalarView()
    for cell in cells[row * width..<(row + 1) * width] where cell.width > 0 {
      for value in [cell.letter, cell.mark1, cell.mark2, cell.mark3] where value != 0 {
        if let scalar = Unicode.Scalar(value) { line.append(scalar) }
      }
    }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The roles of the canvas, one letter for each cell (`Role.letter`), without trailing dots.
  public var roles: String {
    (0..<height).map { row in
      var line = String(cells[row * width..<(row + 1) * width].map(\.role.letter))
      while line.last == "." { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
