/// Folds text for searching: lower case, without marks, đ as d, white space collapsed.
///
/// `Quyết  định` becomes `quyet dinh`, however its letters are composed; so do `QUYẾT ĐỊNH` and text with the
/// look-alikes `Ð` and `Ɖ`. Invisible characters are dropped. The function is idempotent.
public func fold(_ text: String) -> String {
  var text = text
  return text.withUTF8 { bytes in
    if isFolded(bytes) { return nil }
    var folded = [UInt8]()
    folded.reserveCapacity(bytes.count)
    appendFolded(bytes, to: &folded)
    return String(decoding: folded, as: UTF8.self)
  } ?? text
}

/// Plain lower-case text with single spaces is already folded and is not copied.
private func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var previous = UInt8(ascii: " ")
  for byte in bytes {
    if byte >= 0x7F || byte < 0x20 || (byte >= 0x41 && byte <= 0x5A) { return false }
    if byte == 0x20 && previous == 0x20 { return false }
    previous = byte
  }
  return bytes.isEmpty || previous != 0x20
}

private func appendFolded(_ bytes: UnsafeBufferPointer<UInt8>, to folded: inout [UInt8]) {
  var index = 0
  var owesSpace = false
  func space() {
    if owesSpace && !folded.isEmpty { folded.append(0x20) }
    owesSpace = false
  }
  while index < bytes.count {
    let byte = bytes[index]
    if byte < 0x80 {
      index += 1
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        owesSpace = true
      } else if byte >= 0x20 && byte != 0x7F {
        space()
        folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
      continue
    }
    let scalar = decodedScalar(bytes, &index)
    if isCombiningMark(scalar) || isInvisible(scalar) { continue }
    if isSpace(scalar) {
      owesSpace = true
      continue
    }
    space()
    if Alphabet.hasSlot(scalar), case let letter = Alphabet.plainLetter(scalar), letter != 0 {
      folded.append(letter)
    } else {
      appendLowered(scalar, to: &folded)
    }
  }
}

/// Appends letters of other scripts: lower case by Unicode, without combining marks that the mapping may add.
private func appendLowered(_ scalar: UInt32, to folded: inout [UInt8]) {
  guard let scalar = Unicode.Scalar(scalar) else { return }
  for lowered in scalar.properties.lowercaseMapping.unicodeScalars where !isCombiningMark(lowered.value) {
    folded.append(contentsOf: UTF8.encode(lowered)!)
  }
}
