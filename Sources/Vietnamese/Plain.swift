/// Returns a text that is safe in a line or column laid out by the program: nothing in it moves, hides or starts
/// anything.
///
/// Line breaks and tabs become blanks, unless `lines` keeps them. Control characters and bidirectional controls are
/// shown as `·`; characters without width (zero-width signs, tags, byte order marks) are removed. At most eight
/// combining marks are kept on a letter: no language needs more, and a hundred would cover the lines above. Letters and
/// blanks are kept as they are; text to be stored goes through `cleaned`.
public func plain(_ text: String, lines: Bool = false) -> String {
  var text = text
  return text.withUTF8 { bytes in
    if isPlain(bytes) { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    var marks = 0
    while index < bytes.count {
      let scalar = decodedScalar(bytes, &index)
      switch shownAs(scalar, lines: lines) {
      case .itself:
        marks = standsOnLetter(Unicode.Scalar(scalar)!) ? marks + 1 : 0
        if marks <= 8 { append(scalar, to: &result) }
      case .blank:
        marks = 0
        // CR LF is one line break.
        if scalar == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
        result.append(0x20)
      case .dot:
        marks = 0
        append(0xB7, to: &result)
      case .nothing: break
      }
    }
    return String(decoding: result, as: UTF8.self)
  } ?? text
}

/// Whether `plain` keeps the character, line breaks and tabs included.
public func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  if case .itself = shownAs(scalar.value, lines: true) { true } else { false }
}

private enum Shown { case itself, blank, dot, nothing }

private func shownAs(_ scalar: UInt32, lines: Bool) -> Shown {
  switch scalar {
  case 0x09, 0x0A: lines ? .itself : .blank
  case 0x0B...0x0D, 0x85, 0x2028, 0x2029: .blank
  case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .dot
  // Variation selectors, tags, and code points reserved for more of them.
  case 0xFE00...0xFE0F, 0xE0000...0xE0FFF: .nothing
  default: isInvisible(scalar) ? .nothing : .itself
  }
}

/// Whether nothing has to be changed, as in most text: no control character, and no first byte of UTF-8 that begins
/// anything but letters.
private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case 0x20..<0x7F, 0xC3...0xCB: continue
    // U+1E00…1FFF: Vietnamese letters with two marks, and Greek.
    case 0xE1 where index + 1 < bytes.count && bytes[index + 1] >= 0xB8: continue
    case 0x80..<0xC0: continue
    default: return false
    }
  }
  return true
}
