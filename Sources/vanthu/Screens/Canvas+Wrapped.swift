import Commands
import Terminal
import Vietnamese

extension Canvas {
  /// Writes a sentence over as many rows as it needs.
  mutating func writeWrapped(_ text: String, row: Int, _ role: Role) {
    for (offset, line) in wrapped(text, to: width - 4).enumerated() {
      write(line, row: row + offset, column: 2, role, width: width - 4)
    }
  }
}
