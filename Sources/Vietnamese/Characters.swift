/// Character classes: marks, spaces, controls, invisible characters.

/// U+0300…036F: combining marks.
@inline(__always)
func isCombiningMark(_ scalar: UInt32) -> Bool { scalar >= 0x0300 && scalar <= 0x036F }

/// Control characters: C0, delete, C1.
@inline(__always)
func isControl(_ scalar: UInt32) -> Bool { scalar < 0x20 || (scalar >= 0x7F && scalar <= 0x9F) }

/// Spaces of every width, tabs and line breaks.
func isSpace(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
  default: false
  }
}

/// Characters without width that change how the text around them is read or compared: zero-width spaces and joiners,
/// soft hyphen, byte order mark, bidirectional controls, tags; also control characters. They come with text copied from
/// the web and from PDF.
func isInvisible(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x00AD, 0x034F, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
    0xE0000...0xE007F:
    true
  default: isControl(scalar) && !isSpace(scalar)
  }
}

/// Returns the code point that begins at `index` and advances `index` past it. The bytes must be valid UTF-8, as in
/// every `String`.
@inline(__always)
func decodedScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
  let lead = UInt32(bytes[index])
  func next(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
  if lead < 0x80 {
    index += 1
    return lead
  } else if lead < 0xE0 {
    defer { index += 2 }
    return (lead & 0x1F) << 6 | next(1)
  } else if lead < 0xF0 {
    defer { index += 3 }
    return (lead & 0x0F) << 12 | next(1) << 6 | next(2)
  } else {
    defer { index += 4 }
    return (lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3)
  }
}
