import Wording

/// The pages there are, and how one points at them. Nothing else is an address of the page.
enum Address: String, CaseIterable, Sendable {
  case overview = "/"
  case login = "/dang-nhap"
  case logout = "/thoat"
  case offices = "/co-quan"
  case waiting = "/cho"
  case targets = "/chi-tieu"
  case late = "/cham"
  case troubles = "/su-co"
  case documents = "/van-ban"

  var title: Words {
    switch self {
    case .overview: Words("Tổng quan", "Overview")
    case .login: Words("Đăng nhập", "Log in")
    case .logout: Words("Thoát", "Log out")
    case .offices: Words("Cơ quan", "Offices")
    case .waiting: Words("Đang chờ", "Waiting")
    case .targets: Words("Chỉ tiêu", "Targets")
    case .late: Words("Phản hồi chậm", "Late acknowledgements")
    case .troubles: Words("Trục trặc", "Troubles")
    case .documents: Words("Văn bản", "Documents")
    }
  }

  /// Default deny: what is not named for a role is not shown to it.
  static func shown(to viewer: Viewer) -> [Address] {
    viewer.organ == nil
      ? [.overview, .offices, .waiting, .targets, .late, .troubles] : [.overview, .documents, .waiting, .late]
  }

  func link(_ query: (name: String, value: String)...) -> String {
    guard !query.isEmpty else { return rawValue }
    return rawValue + "?" + query.map { "\($0.name)=\(Address.encoded($0.value))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return encoded
  }
}
