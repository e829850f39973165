import DurableFile
import Vietnamese

/// A text for a terminal, on one line and in one column unless it is somebody's own and `lines` keeps what it is divided by. Names of
/// files are bytes, and shown as letters.
public func printable(_ text: String, lines: Bool = false) -> String {
  plain(SystemPath.shown(composed(text)), lines: lines)
}

/// The same for JSON, where a letter has another way to be written and nothing is lost.
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
