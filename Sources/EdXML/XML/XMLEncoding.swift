/// Converts the bytes of a message to UTF-8.
///
/// XML requires UTF-8 and UTF-16, with or without a byte order mark, and messages use no others. The declared encoding
/// is often wrong and is ignored. Everything else is refused by the parser.
enum XMLEncoding {
  static func utf8(_ bytes: [UInt8]) throws(EdXMLRefusal) -> [UInt8] {
    var bytes = bytes
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE): bytes = fromUTF16(bytes.dropFirst(2), highFirst: false)
    case (0xFE, 0xFF): bytes = fromUTF16(bytes.dropFirst(2), highFirst: true)
    case (0x3C, 0): bytes = fromUTF16(bytes[...], highFirst: false)
    case (0, 0x3C): bytes = fromUTF16(bytes[...], highFirst: true)
    default: break
    }
    // Remove the byte order mark of UTF-8, and white space before the first line, which strict parsers refuse.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let blanks = bytes.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.count
    if blanks > 0 { bytes.removeFirst(blanks) }
    guard bytes.count >= 4, bytes[0] == UInt8(ascii: "<"), !bytes[..<4].contains(0) else { throw .notXML }
    return bytes
  }

  private static func fromUTF16(_ bytes: ArraySlice<UInt8>, highFirst: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var place = bytes.startIndex
    while place + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      units.append(highFirst ? first << 8 | second : second << 8 | first)
      place += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
