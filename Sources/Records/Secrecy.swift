import Vietnamese
import Wording

/// The security classification of a document. Everything but `open` is a state secret and must not be entered into this
/// program: the law forbids keeping it on a computer that is or was connected to a network.
public enum Secrecy: String, Codable, CaseIterable, Sendable {
  case open = "thuong"
  case confidential = "mat"
  case secret = "toimat"
  case topSecret = "tuyetmat"

  public var isStateSecret: Bool { self != .open }

  public var words: Bilingual {
    switch self {
    case .open: Bilingual("Thường", "Open")
    case .confidential: Bilingual("Mật", "Confidential")
    case .secret: Bilingual("Tối mật", "Secret")
    case .topSecret: Bilingual("Tuyệt mật", "Top secret")
    }
  }

  /// Reads what a person or a file says: `mat`, `Tối mật`, `top secret`, `0` … `3`. Anything not understood is refused,
  /// never treated as open.
  public static func reading(_ text: String) throws -> Secrecy {
    switch fold(String(text.prefix(100))).filter({ $0 != " " }) {
    case "thuong", "binhthuong", "khong", "khongmat", "open", "none", "0": return .open
    case "mat", "confidential", "1": return .confidential
    case "toimat", "secret", "2": return .secret
    case "tuyetmat", "topsecret", "3": return .topSecret
    default: throw GradeRefusal.unknownSecrecy(typed: text)
    }
  }
}
