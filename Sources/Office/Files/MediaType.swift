/// The media type of a file by its first bytes: names can be wrong, and a scanner's have no extension.
enum MediaType {
  static let plainText = "text/plain"
  static let pdf = "application/pdf"
  private static let office = "application/vnd.openxmlformats-officedocument."

  static func of(_ bytes: [UInt8]) -> String {
    if contains(bytes.prefix(1024), Array("%PDF-".utf8)) { return pdf }
    for (magic, type) in known where bytes.starts(with: magic) { return type }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return packed(bytes) }
    return isText(bytes) ? plainText : "application/octet-stream"
  }

  private static let known: [([UInt8], String)] = [
    ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
    ([0x49, 0x49, 0x2A, 0x00], "image/tiff"), ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
    // Word and Excel before 2007.
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
  ]

  /// Returns the type of a ZIP archive by the names of its first parts.
  private static func packed(_ bytes: [UInt8]) -> String {
    if contains(bytes, Array("word/".utf8)) { return office + "wordprocessingml.document" }
    if contains(bytes, Array("xl/".utf8)) { return office + "spreadsheetml.sheet" }
    if contains(bytes, Array("ppt/".utf8)) { return office + "presentationml.presentation" }
    return "application/zip"
  }

  /// Whether the bytes are UTF-8 without control characters except tabs and line ends. They may end inside a character.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) || $0 == 0x7F }) else {
      return false
    }
    let end = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    return String(validating: bytes[..<end], as: UTF8.self) != nil
  }

  private static func contains(_ bytes: some RandomAccessCollection<UInt8>, _ part: [UInt8]) -> Bool {
    var rest = bytes[...]
    while let start = rest.firstIndex(of: part[0]) {
      if rest[start...].starts(with: part) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }
}
