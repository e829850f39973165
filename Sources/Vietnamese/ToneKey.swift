/// Returns a key that is equal for two spellings of a name: `Hòa An` and `Hoà An`, `Đàm Thủy` and `Đàm Thuỷ`, in any
/// case and composition. All other differences remain: `Nậm` is not `Nặm`, `kỹ` is not `kĩ`.
///
/// The tone is moved from its letter to the end of the vowels, as a digit of the VNI method: `hoa2`.
public func toneKey(_ text: String) -> String {
  var text = composed(text)
  return text.withUTF8 { bytes in
    var key = [UInt8]()
    key.reserveCapacity(bytes.count + 8)
    var index = 0
    var tone = 0
    var owesSpace = false
    while index < bytes.count {
      let scalar = decodedScalar(bytes, &index)
      if let vowel = Alphabet.vowel(scalar) {
        if tone != 0, vowel.tone != 0 { appendTone(&tone, to: &key) }
        if owesSpace { appendSpace(&owesSpace, to: &key) }
        append(Alphabet.Vowel(shape: vowel.shape, tone: 0, isUpper: false).scalar, to: &key)
        if vowel.tone != 0 { tone = vowel.tone }
        continue
      }
      if isInvisible(scalar) { continue }
      appendTone(&tone, to: &key)
      if isSpace(scalar) {
        owesSpace = true
      } else {
        if owesSpace { appendSpace(&owesSpace, to: &key) }
        appendLower(scalar, to: &key)
      }
    }
    appendTone(&tone, to: &key)
    return String(decoding: key, as: UTF8.self)
  }
}

private func appendTone(_ tone: inout Int, to key: inout [UInt8]) {
  if tone != 0 { key.append([0, 0x32, 0x33, 0x34, 0x31, 0x35][tone]) }
  tone = 0
}

private func appendSpace(_ owesSpace: inout Bool, to key: inout [UInt8]) {
  if !key.isEmpty { key.append(0x20) }
  owesSpace = false
}

private func appendLower(_ scalar: UInt32, to key: inout [UInt8]) {
  if scalar < 0x80 {
    key.append(scalar >= 0x41 && scalar <= 0x5A ? UInt8(scalar) | 0x20 : UInt8(scalar))
  } else if let scalar = Unicode.Scalar(scalar) {
    key.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
  }
}
