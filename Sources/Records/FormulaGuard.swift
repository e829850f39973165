/// Protection against cells that a spreadsheet would compute and run: a text that begins like a formula gets a `'`
/// before it, whatever its origin.
public enum FormulaGuard {
  /// Whether the text begins with `=+-@`, one of their full-width forms, or white space that a spreadsheet drops before
  /// them.
  private static func begins(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
    default: return false
    }
  }

  private static func needsGuard(_ text: String) -> Bool {
    // A text that begins with `'` itself gets one more, so that removing one restores it.
    begins(Substring(text.unicodeScalars.drop { $0 == "'" }))
  }

  /// Returns the cell for a spreadsheet.
  public static func guarded(_ text: String) -> String { needsGuard(text) ? "'" + text : text }

  /// Returns the original text of a cell that was guarded by this program or another; any other text unchanged.
  public static func unguarded(_ text: String) -> String {
    text.unicodeScalars.first == "'" && needsGuard(text) ? String(text.unicodeScalars.dropFirst()) : text
  }
}
