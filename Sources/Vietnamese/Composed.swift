/// Returns Vietnamese letters as one code point each, from letters and combining marks in any order.
///
/// `e` + `^` + `´`, `ê` + `´` and `e` + `´` + `^` all become `ế`. The look-alikes Ð and Ɖ, left by old conversions,
/// become Đ. A mark that does not go with its letter is kept. The function is idempotent.
public func composed(_ text: String) -> String {
  var text = text
  return text.withUTF8 { bytes in
    if isComposed(bytes) { return nil }
    var result = [UInt8]()
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let scalar = mended(decodedScalar(bytes, &index))
      if index < bytes.count, bytes[index] == 0xCC || bytes[index] == 0xCD {
        appendLetter(scalar, from: bytes, &index, to: &result)
      } else {
        append(scalar, to: &result)
      }
    }
    return String(decoding: result, as: UTF8.self)
  } ?? text
}

/// Without combining marks (first byte CC or CD) and look-alikes of Đ there is nothing to do.
private func isComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var previous: UInt8 = 0
  for byte in bytes {
    if byte == 0xCC || byte == 0xCD { return false }
    if previous == 0xC3 && (byte == 0x90 || byte == 0xB0) { return false }
    if previous == 0xC6 && byte == 0x89 || previous == 0xC9 && byte == 0x96 { return false }
    previous = byte
  }
  return true
}

private func mended(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x00D0, 0x0189: 0x0110
  case 0x00F0, 0x0256: 0x0111
  default: scalar
  }
}

/// Appends a letter combined with the marks after it.
private func appendLetter(
  _ scalar: UInt32, from bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, to result: inout [UInt8]
) {
  var letter = scalar
  var strayMarks: [UInt32] = []
  while index < bytes.count, bytes[index] == 0xCC || bytes[index] == 0xCD {
    var next = index
    let mark = decodedScalar(bytes, &next)
    guard isCombiningMark(mark) else { break }
    index = next
    if let vowel = Alphabet.vowel(letter), let marked = Alphabet.adding(mark, to: vowel) {
      letter = marked.scalar
    } else if strayMarks.isEmpty, let marked = Alphabet.foreignLetter(letter, mark) {
      letter = marked
    } else {
      strayMarks.append(mark)
    }
  }
  append(letter, to: &result)
  for mark in strayMarks { append(mark, to: &result) }
}

func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
  // The scalars come from a String or from our tables, so they are valid.
  if scalar < 0x80 {
    bytes.append(UInt8(scalar))
  } else {
    bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar)!)!)
  }
}
