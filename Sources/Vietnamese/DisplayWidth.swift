/// Returns how many columns a text needs on one line of a terminal.
///
/// Counts code points, as terminals do: combining marks 0, Hán and Nôm characters and emoji 2 (Unicode Standard Annex
/// 11), control characters 1, because something must be shown in their place.
public func displayWidth(_ text: String) -> Int {
  var text = text
  return text.withUTF8 { bytes in
    var width = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        width += 1
        index += 1
      } else {
        width += displayWidth(decodedScalar(bytes, &index))
      }
    }
    return width
  }
}

public func displayWidth(_ text: Substring) -> Int { displayWidth(String(text)) }

public func displayWidth(_ character: Character) -> Int {
  character.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

public func displayWidth(_ scalar: Unicode.Scalar) -> Int { displayWidth(scalar.value) }

private func displayWidth(_ value: UInt32) -> Int {
  if value < 0x300 { return value == 0xAD ? 0 : 1 }
  // Vietnamese letters with two marks, and Greek.
  if value >= 0x1E00 && value < 0x2000 { return 1 }
  guard let scalar = Unicode.Scalar(value) else { return 1 }
  if standsOnLetter(scalar) { return 0 }
  switch scalar.properties.generalCategory {
  case .format: return 0
  case .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: return 1
  default: return isWide(value) ? 2 : 1
  }
}

/// Whether a scalar is a mark that is drawn on the letter before it.
public func standsOnLetter(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x300 || (value >= 0x1E00 && value < 0x2000) { return false }
  if value < 0x370 { return true }
  // The vowels and final consonants of a Hangul syllable.
  if (0x1160...0x11FF).contains(value) { return true }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return true
  default: return false
  }
}

private func isWide(_ value: UInt32) -> Bool {
  guard value >= 0x1100 else { return false }
  var low = 0
  var high = wide.count - 1
  while low <= high {
    let middle = (low + high) / 2
    if value < wide[middle].lowerBound {
      high = middle - 1
    } else if value > wide[middle].upperBound {
      low = middle + 1
    } else {
      return true
    }
  }
  return false
}

/// East Asian Wide and Fullwidth (Unicode Standard Annex 11), merged where only unassigned code points are between.
private let wide: [ClosedRange<UInt32>] = [
  0x1100...0x115f, 0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x23f0...0x23f0, 0x23f3...0x23f3,
  0x25fd...0x25fe, 0x2614...0x2615, 0x2648...0x2653, 0x267f...0x267f, 0x2693...0x2693, 0x26a1...0x26a1,
  0x26aa...0x26ab, 0x26bd...0x26be, 0x26c4...0x26c5, 0x26ce...0x26ce, 0x26d4...0x26d4, 0x26ea...0x26ea,
  0x26f2...0x26f3, 0x26f5...0x26f5, 0x26fa...0x26fa, 0x26fd...0x26fd, 0x2705...0x2705, 0x270a...0x270b,
  0x2728...0x2728, 0x274c...0x274c, 0x274e...0x274e, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
  0x27b0...0x27b0, 0x27bf...0x27bf, 0x2b1b...0x2b1c, 0x2b50...0x2b50, 0x2b55...0x2b55, 0x2e80...0x303e,
  0x3041...0x3247, 0x3250...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff,
  0xfe10...0xfe19, 0xfe30...0xfe6b, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18cff, 0x1aff0...0x1b2fb,
  0x1f004...0x1f004, 0x1f0cf...0x1f0cf, 0x1f18e...0x1f18e, 0x1f191...0x1f19a, 0x1f200...0x1f320,
  0x1f32d...0x1f335, 0x1f337...0x1f37c, 0x1f37e...0x1f393, 0x1f3a0...0x1f3ca, 0x1f3cf...0x1f3d3,
  0x1f3e0...0x1f3f0, 0x1f3f4...0x1f3f4, 0x1f3f8...0x1f43e, 0x1f440...0x1f440, 0x1f442...0x1f4fc,
  0x1f4ff...0x1f53d, 0x1f54b...0x1f54e, 0x1f550...0x1f567, 0x1f57a...0x1f57a, 0x1f595...0x1f596,
  0x1f5a4...0x1f5a4, 0x1f5fb...0x1f64f, 0x1f680...0x1f6c5, 0x1f6cc...0x1f6cc, 0x1f6d0...0x1f6d2,
  0x1f6d5...0x1f6df, 0x1f6eb...0x1f6ec, 0x1f6f4...0x1f6fc, 0x1f7e0...0x1f7f0, 0x1f90c...0x1f93a,
  0x1f93c...0x1f945, 0x1f947...0x1f9ff, 0x1fa70...0x1faff, 0x20000...0x3fffd,
]
