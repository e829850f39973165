extension CodePage {
  /// Decodes bytes of this page. Every input has a result, always the same one; bytes without a meaning are reported
  /// and never guessed.
  ///
  /// - Parameter capitals: whether all of it was set in an upper-case font (`.VnTimeH`), which the bytes cannot show.
  public func decode(_ bytes: [UInt8], capitals: Bool = false) -> DecodedText {
    var decoded =
      switch self {
      case .utf8: decodeUTF8(bytes)
      case .utf16LittleEndian: decodeUTF16(bytes, isLittleEndian: true)
      case .utf16BigEndian: decodeUTF16(bytes, isLittleEndian: false)
      case .viqr: decodeVIQR(bytes)
      case .tcvn3, .tcvn5712, .vni, .viscii, .vps, .cp1258: decodeLetters(bytes)
      }
    if capitals { decoded.text = decoded.text.uppercased() }
    return decoded
  }

  /// The table of a page in which letters are bytes.
  var table: PageTable? {
    switch self {
    case .tcvn3: .tcvn3
    case .tcvn5712: .tcvn5712
    case .vni: .vni
    case .viscii: .viscii
    case .vps: .vps
    case .cp1258: .cp1258
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .viqr: nil
    }
  }

  private func decodeLetters(_ bytes: [UInt8]) -> DecodedText {
    guard let table else { return DecodedText(text: "") }
    // Most bytes are one letter each, which has one or two bytes in UTF-8, sometimes three.
    var text = TextUnderWay(capacity: bytes.count + bytes.count / 2 + 16)
    table.read(bytes, into: &text)
    return table.mended(text.decoded())
  }
}

extension PageTable {
  func read(_ bytes: some Sequence<UInt8>, into text: inout TextUnderWay) {
    meaning.withUnsafeBufferPointer { meaning in
      for byte in bytes {
        let code = meaning[Int(byte)]
        if code < 0x0300 || code >= 0x0370 && code < PageTable.vniMark {
          text.put(UInt32(code))
        } else if code < 0x0370 {
          text.putMark(UInt32(code))
        } else if code == PageTable.noMeaning || !text.putVNIMark(code) {
          text.putUndecoded([byte])
        }
      }
    }
  }

  /// Restores capitals that share their byte with a small letter.
  func mended(_ decoded: DecodedText) -> DecodedText {
    guard sharing != .none else { return decoded }
    var decoded = decoded
    var repair = CapitalRepair(sharing)
    decoded.text = repair.mended(decoded.text)
    return decoded
  }
}

/// Decodes UTF-8, with or without a byte order mark.
///
/// - Parameter composing: whether to compose letters; false for misread text, in which letters represent bytes.
func decodeUTF8(_ bytes: [UInt8], composing: Bool = true) -> DecodedText {
  let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
  if let text = String(validating: rest, as: UTF8.self) { return DecodedText(text: composing ? composed(text) : text) }
  var text = TextUnderWay(capacity: rest.count + 16)
  var parser = UTF8.ForwardParser()
  var iterator = rest.makeIterator()
  var index = rest.startIndex
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .valid(let encoded):
      text.put(UTF8.decode(encoded).value)
      index += encoded.count
    case .error(let length):
      text.putUndecoded(Array(rest[index..<index + length]))
      index += length
    case .emptyInput: return text.decoded(composing: composing)
    }
  }
}

/// Decodes UTF-16. A byte order mark overrides `isLittleEndian`.
func decodeUTF16(_ bytes: [UInt8], isLittleEndian: Bool, composing: Bool = true) -> DecodedText {
  var isLittleEndian = isLittleEndian
  var index = 0
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    isLittleEndian = bytes[0] == 0xFF
    index = 2
  }
  func unit(_ at: Int) -> UInt32 {
    UInt32(bytes[at + (isLittleEndian ? 1 : 0)]) << 8 | UInt32(bytes[at + (isLittleEndian ? 0 : 1)])
  }
  var text = TextUnderWay(capacity: bytes.count + 16)
  while index + 1 < bytes.count {
    let first = unit(index)
    if first & 0xFC00 == 0xD800, index + 3 < bytes.count, unit(index + 2) & 0xFC00 == 0xDC00 {
      text.put(0x10000 + (first & 0x3FF) << 10 + unit(index + 2) & 0x3FF)
      index += 4
      continue
    }
    if first & 0xF800 == 0xD800 { text.putUndecoded(Array(bytes[index...index + 1])) } else { text.put(first) }
    index += 2
  }
  if index < bytes.count { text.putUndecoded([bytes[index]]) }
  return text.decoded(composing: composing)
}
