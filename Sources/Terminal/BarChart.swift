import Vietnamese

/// Draws numbers as horizontal bars, with a resolution of an eighth of a column.
public enum BarChart {
  public struct Bar: Equatable, Sendable {
    public let label: String
    public let value: Double
    /// The text after the bar; by default the number.
    public let text: String
    public let role: Role

    public init(_ label: String, _ value: Double, text: String? = nil, role: Role = .accent) {
      self.label = label
      self.value = value
      let whole = value.isFinite && value.rounded() == value && abs(value) < 1e15
      self.text = text ?? (whole ? String(Int(value)) : String(value))
      self.role = role
    }
  }

  /// Draws one bar on each row; the longest fills the width, or the value `whole` does (100 for percentages). A value
  /// of zero or less has no bar; any positive value has at least an eighth.
  public static func draw(
    _ bars: [Bar], on canvas: inout Canvas, row: Int, column: Int = 0, width: Int, whole: Double? = nil
  ) {
    let label = min(bars.map { displayWidth($0.label) }.max() ?? 0, width * 2 / 5)
    let text = bars.map { displayWidth($0.text) }.max() ?? 0
    let room = width - label - text - 2
    let most = whole ?? bars.map(\.value).filter(\.isFinite).max() ?? 0
    for (index, bar) in bars.enumerated() {
      canvas.write(bar.label, row: row + index, column: column, width: label)
      guard room > 0 else { continue }
      let drawn = blocks(bar.value, of: most, columns: room)
      canvas.write(drawn, row: row + index, column: column + label + 1, bar.role, width: room)
      canvas.write(bar.text, row: row + index, column: column + label + room + 2, width: text, align: .right)
    }
  }

  static func blocks(_ value: Double, of whole: Double, columns: Int) -> String {
    guard value > 0, whole > 0, value.isFinite, whole.isFinite else { return "" }
    let eighths = max(1, Int((min(1, value / whole) * Double(columns * 8)).rounded()))
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + part
  }
}
