import DurableFile
import Wording

/// Certificates to trust instead of the system's, as PEM. The certificates themselves are stored and not their path:
/// the file may be on a USB stick, and a nightly run starts in another folder.
public enum Authorities {
  private static let most = 1 << 20

  /// - Throws: `AuthoritiesRefusal` when the file cannot be read or has no certificate.
  public static func read(_ path: String) throws(AuthoritiesRefusal) -> String {
    guard let file = try? OpenFile(path) else { throw .unreadable(path) }
    guard file.size <= most else { throw .noCertificate(path) }
    guard let bytes = try? file.read(file.size, at: 0) else { throw .unreadable(path) }
    let text = String(decoding: bytes, as: UTF8.self)
    guard areCertificates(text), !text.contains("\0") else { throw .noCertificate(path) }
    return text
  }

  /// Whether a text is certificates, and not the path that earlier versions stored.
  public static func areCertificates(_ text: String) -> Bool { text.contains("-----BEGIN CERTIFICATE-----") }
}

/// Why certificates cannot be used.
public enum AuthoritiesRefusal: Refusal, Equatable {
  case unreadable(String)
  case noCertificate(String)
  /// An earlier version stored the path, and the file is gone.
  case lost(String)

  public var words: Bilingual {
    switch self {
    case .unreadable(let path):
      Bilingual(
        "Không đọc được tệp chứng thư \(path); xem lại đường dẫn sau --ca.",
        "The file of certificates \(path) cannot be read; check the path after --ca.")
    case .noCertificate(let path):
      Bilingual(
        "Tệp \(path) không phải chứng thư dạng PEM; xin lại tệp của tỉnh.",
        "The file \(path) contains no PEM certificate; ask the province for theirs.")
    case .lost(let path):
      Bilingual(
        "Không thấy tệp chứng thư của tỉnh (\(path)) đã nêu lúc đăng ký; "
          + "gõ một lần vanthu sync --ca TỆP, từ đó sổ tự giữ chứng thư.",
        "The province's certificate (\(path)), named at enrolment, is missing; "
          + "run vanthu sync --ca FILE once, and it is stored."
      )
    }
  }
}
