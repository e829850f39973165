/// The words of a text as a search knows them: folded, and parted by anything that is neither letter nor digit.
/// `15/QĐ-UBND` gives `15`, `qd`, `ubnd`.
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

/// The first letters of the words, folded: `Đàm Thủy` gives `dt`.
public func initials(_ text: String) -> String {
  var initials = ""
  for token in searchTokens(text) { initials.unicodeScalars.append(token.unicodeScalars.first!) }
  return initials
}

/// Letters, digits, and marks of scripts that keep them.
func isWordCharacter(_ scalar: UInt32) -> Bool {
  if scalar < 0x80 {
    return (scalar >= 0x61 && scalar <= 0x7A) || (scalar >= 0x30 && scalar <= 0x39)
      || (scalar >= 0x41 && scalar <= 0x5A)
  }
  guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
  return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
}
