/// Whether a scalar may be sent to the terminal. Control characters could control it, and bidirectional and zero-width
/// format characters could make a line read differently from what it says.
func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x300 { return value >= 0x20 && !(0x7f..<0xa0).contains(value) && value != 0xad }
  if value >= 0x1e00 && value < 0x2000 { return true }
  // Stand-ins for bytes of a path that are not UTF-8 (`SystemPath`).
  if value >= 0x10FF80 { return false }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return false
  default: return !isVariation(value)
  }
}

/// Whether a scalar is a variation selector. They change the width of an emoji differently in each terminal, so they
/// are left out.
func isVariation(_ value: UInt32) -> Bool {
  (0xfe00...0xfe0f).contains(value) || (0xe0100...0xe01ef).contains(value)
}
