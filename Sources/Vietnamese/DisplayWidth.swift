/// How many columns of a terminal a character takes: 0, 1 or 2.
public func displayWidth(_ character: Character) -> Int {
  var width = 0
  for scalar in character.unicodeScalars {
    // The variation selector that asks for the coloured picture, as in ☎️.
    if scalar.value == 0xFE0F && width == 1 { return 2 }
    width = max(width, scalarWidth(scalar))
  }
  return width
}

/// How many columns a text takes on one line. Control characters take none: clean the text before it is shown.
public func displayWidth(_ text: String) -> Int {
  var width = 0
  for scalar in text.unicodeScalars {
    // Vietnamese letters and punctuation, and all else up to where wide characters and clusters begin.
    guard scalar.value < 0x1100 || (0x1E00...0x20CF).contains(scalar.value) else {
      return text.reduce(0) { $0 + displayWidth($1) }
    }
    width += scalarWidth(scalar)
  }
  return width
}

private func scalarWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x7F { return value < 0x20 ? 0 : 1 }
  if isControl(value) || isCombiningMark(value) || isInvisible(value) { return 0 }
  if value < 0x0300 || (0x1E00...0x1FFF).contains(value) { return 1 }
  if isWide(value) { return 2 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return 0
  default: return scalar.properties.isEmojiPresentation ? 2 : 1
  }
}

/// The blocks of East Asian Width W and F.
private func isWide(_ value: UInt32) -> Bool {
  switch value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1B000...0x1B2FF,
    0x1F300...0x1F5FF, 0x1F600...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    true
  default: false
  }
}
