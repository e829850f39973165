/// How a text was encoded: its page, and whether a program once misread that page as Western Windows and saved the
/// result as UTF-8.
///
/// Most old text comes like this today, copied from an old Word file: `Céng hoµ x· héi` for *Cộng hoà xã hội* in TCVN3.
public struct TextEncoding: Hashable, Sendable {
  public var page: CodePage
  public var isMisread: Bool

  public init(_ page: CodePage, isMisread: Bool = false) {
    self.page = page
    self.isMisread = isMisread
  }

  /// Reads the name of a page; with the suffix `-utf8`, a misread one: `abc-utf8`.
  public init?(name: String) {
    if let page = CodePage(name: name) {
      self.init(page)
    } else if let page = TextEncoding.suffixes.lazy.compactMap({ suffix in
      name.lowercased().hasSuffix(suffix) ? CodePage(name: String(name.dropLast(suffix.count))) : nil
    }).first, page.table != nil {
      self.init(page, isMisread: true)
    } else {
      return nil
    }
  }

  private static let suffixes = ["-utf8", "-utf-8"]

  /// All encodings: the pages, then the misread ones.
  public static let all =
    CodePage.allCases.map { TextEncoding($0) }
    + CodePage.allCases.filter { $0.table != nil }.map { TextEncoding($0, isMisread: true) }

  public var name: String { page.name + (isMisread ? "-utf8" : "") }

  /// Decodes bytes, as `CodePage.decode`. Misread text may also have been saved as UTF-16, with a byte order mark.
  public func decode(_ bytes: [UInt8], capitals: Bool = false) -> DecodedText {
    guard isMisread, let table = page.table else { return page.decode(bytes, capitals: capitals) }
    let outer = unicode(bytes)
    guard outer.undecodedCount == 0 else { return outer }
    var text = TextUnderWay(capacity: bytes.count + 16)
    for scalar in outer.text.unicodeScalars {
      // A character that no byte of Windows-1252 stands for is kept.
      if let byte = Windows1252.byte(scalar.value) {
        table.read(CollectionOfOne(byte), into: &text)
      } else {
        text.put(scalar.value)
      }
    }
    var decoded = table.mended(text.decoded())
    if capitals { decoded.text = decoded.text.uppercased() }
    return decoded
  }

  /// Returns the text without composing it, because its letters represent bytes.
  private func unicode(_ bytes: [UInt8]) -> DecodedText {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return isUTF16
      ? decodeUTF16(bytes, isLittleEndian: true, composing: false) : decodeUTF8(bytes, composing: false)
  }
}
