import DurableFile
import Vietnamese

/// Returns a text that is safe for a terminal: on one line and in one column, unless `lines` keeps its line breaks.
/// Bytes of file names that are not UTF-8 are shown as `�`.
public func printable(_ text: String, lines: Bool = false) -> String {
  plain(SystemPath.shown(composed(text)), lines: lines)
}

/// Returns JSON that is safe for a terminal: control characters are escaped (`\u001b`), so nothing is lost.
public func printableJSON(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { !isPlain($0) }) else { return text }
  var printed = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    guard !isPlain(scalar) else {
      printed.append(scalar)
      continue
    }
    for unit in UTF16.encode(scalar)! {
      let digits = String(unit, radix: 16)
      printed.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
    }
  }
  return String(printed)
}
