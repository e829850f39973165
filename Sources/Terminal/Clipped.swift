import Vietnamese

/// Returns the beginning of a text that fits the width, ending with `…` if something was cut off.
public func clipped(_ text: String, to width: Int) -> String {
  guard displayWidth(text) > width else { return text }
  guard width > 0 else { return "" }
  var used = 0
  var kept = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let columns = displayWidth(scalar)
    if used + columns > width - 1 { break }
    used += columns
    kept.append(scalar)
  }
  return String(kept) + "…"
}
