/// A code page: the meaning of the bytes of a text.
///
/// Old Vietnamese files do not say which one they use; `TextEncoding.detect` finds out. The letters of each page are
/// compared by the tests with a table of reference behaviour (docs/internals/code-pages.md names its source).
public enum CodePage: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// TCVN3, called ABC: the fonts `.VnTime`. Capitals with a tone share the byte of the small letter.
  case tcvn3
  /// TCVN 5712:1993, VN1: the same bytes, and separate codes for capitals with a tone.
  case tcvn5712
  /// VNI for Windows: a letter, then a byte for its marks; the fonts `VNI-Times`.
  case vni
  /// VISCII 1.1 (RFC 1456).
  case viscii
  case vps
  /// Windows-1258: letters with circumflex or horn, then a byte for the tone.
  case cp1258
  /// VIQR (RFC 1456): marks typed as punctuation in plain ASCII, `Vie^.t Nam`.
  case viqr

  /// Finds a page by a name as people write it: `abc`, `VNI Windows`, `windows-1258`, `Unicode`.
  public init?(name: String) {
    let plain = CodePage.plain(name)
    guard let page = CodePage.allCases.first(where: { $0.allNames.contains { CodePage.plain($0) == plain } }) else {
      return nil
    }
    self = page
  }

  public var name: String { rawValue }

  /// Other names of the page.
  public var aliases: [String] {
    switch self {
    case .utf8: ["utf8", "unicode", "tcvn6909", "ascii"]
    case .utf16LittleEndian: ["utf-16", "utf16", "unicode text"]
    case .utf16BigEndian: ["utf16be"]
    case .tcvn3: ["abc", "tcvn", "tcvn-abc", "vntime"]
    case .tcvn5712: ["vn1", "tcvn5712-1", "tcvn-5712"]
    case .vni: ["vni-windows", "vni-win", "vni-times"]
    case .viscii: ["rfc1456"]
    case .vps: []
    case .cp1258: ["windows-1258", "win-1258", "1258"]
    case .viqr: ["vietnet"]
    }
  }

  /// The name in sentences.
  public var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .tcvn3: "TCVN3 (ABC)"
    case .tcvn5712: "TCVN 5712 (VN1)"
    case .vni: "VNI Windows"
    case .viscii: "VISCII"
    case .vps: "VPS"
    case .cp1258: "Windows-1258"
    case .viqr: "VIQR"
    }
  }

  private var allNames: [String] { [rawValue] + aliases }

  /// Returns a name without case, spaces, hyphens, underscores and dots.
  private static func plain(_ name: String) -> String {
    fold(name).filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != "." }
  }
}
