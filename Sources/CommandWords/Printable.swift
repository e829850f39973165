import DurableFile
import Vietnamese

/// A text without what a terminal would obey: controls and the controls of writing direction. Line ends and tabs stay. Names of files
/// are bytes, and shown as letters.
public func printable(_ text: String) -> String {
  let text = SystemPath.shown(composed(text))
  guard text.unicodeScalars.contains(where: isObeyed) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { isObeyed($0) ? "·" : $0 }))
}

/// The same for JSON, where a letter has another way to be written and nothing is lost.
public func printableJSON(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isObeyed) else { return text }
  var printed = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    guard isObeyed(scalar) else {
      printed.append(scalar)
      continue
    }
    let digits = String(scalar.value, radix: 16)
    printed.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
  }
  return String(printed)
}

private func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
