/// Splits a text into folded words for searching; anything that is neither letter nor digit separates them.
/// `15/QĐ-UBND` becomes `15`, `qd`, `ubnd`.
public func searchTokens(_ text: String) -> [String] {
  var tokens: [String] = []
  var folded = fold(text)
  folded.withUTF8 { bytes in
    var index = 0
    var start: Int?
    while index < bytes.count {
      let place = index
      if isWordCharacter(decodedScalar(bytes, &index)) {
        if start == nil { start = place }
      } else if let from = start {
        tokens.append(String(decoding: bytes[from..<place], as: UTF8.self))
        start = nil
      }
    }
    if let from = start { tokens.append(String(decoding: bytes[from...], as: UTF8.self)) }
  }
  return tokens
}

/// Returns the first letters of the words, folded: `Đàm Thủy` becomes `dt`.
public func initials(_ text: String) -> String {
  var initials = ""
  for token in searchTokens(text) { initials.unicodeScalars.append(token.unicodeScalars.first!) }
  return initials
}

/// Whether a scalar is a letter, a digit, or a mark of a script that keeps marks.
func isWordCharacter(_ scalar: UInt32) -> Bool {
  if scalar < 0x80 {
    return (scalar >= 0x61 && scalar <= 0x7A) || (scalar >= 0x30 && scalar <= 0x39)
      || (scalar >= 0x41 && scalar <= 0x5A)
  }
  guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
  return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
}
