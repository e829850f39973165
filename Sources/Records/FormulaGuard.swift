/// Cells of a table that a spreadsheet would compute, and run: what begins like a formula, whoever wrote it, is text behind a `'`.
public enum FormulaGuard {
  /// `=+-@`, their wide forms, and white space that a spreadsheet drops before them.
  private static func begins(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
    default: return false
    }
  }

  private static func needsGuard(_ text: String) -> Bool {
    // A text that begins with marks of its own gets one more, so that taking one off gives it back.
    begins(Substring(text.unicodeScalars.drop { $0 == "'" }))
  }

  /// The cell for a spreadsheet.
  public static func guarded(_ text: String) -> String { needsGuard(text) ? "'" + text : text }

  /// The text of a cell that was guarded, by us or by somebody else; any other as it is.
  public static func unguarded(_ text: String) -> String {
    text.unicodeScalars.first == "'" && needsGuard(text) ? String(text.unicodeScalars.dropFirst()) : text
  }
}
