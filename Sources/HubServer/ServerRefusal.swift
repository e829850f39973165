import Glibc
import Wording

/// Why the server cannot start, or cannot load a new certificate.
public enum ServerRefusal: Refusal, Equatable {
  /// The address cannot be bound; with errno, 0 where there is none.
  case address(String, Int32)
  /// A file of the certificate or its key does not exist, or cannot be read by this user.
  case missing(String)
  case unreadable(String)
  /// Not a PEM certificate.
  case certificate(String)
  /// Not a PEM key.
  case key(String)
  case encryptedKey(String)
  /// The key does not belong to the certificate.
  case otherKey(String, certificate: String)

  public var words: Bilingual {
    switch self {
    case .address(let address, let code): ServerRefusal.words(address, code)
    case .missing(let path):
      Bilingual(
        "Không có tệp \(path); đặt tệp PEM vào đó, hoặc chỉ chỗ khác bằng --certificate và --key.",
        "There is no file \(path); put the PEM file there, or name another with --certificate and --key.")
    case .unreadable(let path):
      Bilingual(
        "Người dùng đang chạy không đọc được \(path); cho người dùng ấy đọc (chown, chmod 600) rồi chạy lại.",
        "The user running this may not read \(path); let that user read it (chown, chmod 600) and start again.")
    case .certificate(let path):
      Bilingual(
        "\(path) không phải chứng thư PEM; chép lại chứng thư, kèm chuỗi cấp trên, vào đó.",
        "\(path) is not a PEM certificate; put the certificate there again, with its chain.")
    case .key(let path):
      Bilingual(
        "\(path) không phải khóa PEM, hoặc trống; chép lại khóa của chứng thư vào đó.",
        "\(path) is not a PEM key, or is empty; put the key of the certificate there again.")
    case .encryptedKey(let path):
      Bilingual(
        "Khóa \(path) có mật khẩu bảo vệ nên không mở được; "
          + "bỏ mật khẩu (openssl pkey -in … -out …) rồi chỉ cho người dùng của trung tâm đọc.",
        "The key \(path) is protected by a password and cannot be opened; "
          + "remove the password (openssl pkey -in … -out …) and leave it to the hub's user alone."
      )
    case .otherKey(let key, let certificate):
      Bilingual(
        "Khóa \(key) không phải của chứng thư \(certificate); đặt đúng cặp chứng thư và khóa.",
        "The key \(key) does not match the certificate \(certificate); put a matching pair there.")
    }
  }

  private static func words(_ address: String, _ code: Int32) -> Bilingual {
    switch code {
    case EADDRINUSE:
      Bilingual(
        "Địa chỉ \(address) đang có chương trình khác dùng; "
          + "dừng chương trình ấy (xem bằng ss -ltnp), hoặc chọn cổng khác.",
        "Another program is using the address \(address); stop it (see ss -ltnp), or choose another port.")
    case EACCES, EPERM:
      Bilingual(
        "Người dùng đang chạy không được mở \(address); chọn cổng từ 1024 trở lên.",
        "The user running this may not open \(address); choose a port from 1024 on.")
    default:
      Bilingual(
        "Máy này không có địa chỉ \(address); xem bằng ip addr, hoặc ghi 0.0.0.0:CỔNG để nghe ở mọi địa chỉ.",
        "This machine has no address \(address); see ip addr, or write 0.0.0.0:PORT for all it has.")
    }
  }
}
