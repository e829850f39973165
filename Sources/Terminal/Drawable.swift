/// A scalar that may reach the terminal as it is. Control characters could command it, and bidirectional and
/// zero-width format characters could make a line read other than what it says.
func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x300 { return value >= 0x20 && !(0x7f..<0xa0).contains(value) && value != 0xad }
  if value >= 0x1e00 && value < 0x2000 { return true }
  // What stands in a path for a byte that is no letter.
  if value >= 0x10FF80 { return false }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return false
  default: return !isVariation(value)
  }
}

/// Variation selectors change how wide a terminal draws an emoji, each in its own way: they are left out.
func isVariation(_ value: UInt32) -> Bool {
  (0xfe00...0xfe0f).contains(value) || (0xe0100...0xe01ef).contains(value)
}
