/// Quoted-printable of RFC 2045, 6.7: readable text, everything else as `=E1`.
enum QuotedPrintable {
  /// Encodes in lines of at most 76 characters, ended by CR LF.
  static func encoded(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var width = 0
      let bytes = Array(line.utf8)
      for (place, byte) in bytes.enumerated() {
        let isPlain =
          (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x20 && place + 1 < bytes.count
        if width + (isPlain ? 1 : 3) > 75 {
          out += Array("=\r\n".utf8)
          width = 0
        }
        if isPlain { out.append(byte) } else { out += [UInt8(ascii: "="), digit(byte >> 4), digit(byte & 15)] }
        width += isPlain ? 1 : 3
      }
      out += [0x0D, 0x0A]
    }
    return out
  }

  /// Decodes; what is no valid escape is copied as it is.
  static func decoded(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = text[place]
      place += 1
      guard byte == UInt8(ascii: "=") else {
        out.append(byte)
        continue
      }
      if place + 1 < range.upperBound, let high = value(text[place]), let low = value(text[place + 1]) {
        out.append(high << 4 | low)
        place += 2
        continue
      }
      // A soft line break, including blanks before it.
      var end = place
      while end < range.upperBound, text[end] == 0x20 || text[end] == 0x09 || text[end] == 0x0D { end += 1 }
      if end < range.upperBound, text[end] == 0x0A {
        place = end + 1
      } else if end == range.upperBound {
        place = end
      } else {
        out.append(byte)
      }
    }
    return out
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
