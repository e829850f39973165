import Wording

/// The routes of the page; there are no others.
enum PageRoute: String, CaseIterable, Sendable {
  case overview = "/"
  case login = "/dang-nhap"
  case logout = "/thoat"
  case offices = "/co-quan"
  case waiting = "/cho"
  case targets = "/chi-tieu"
  case late = "/cham"
  case troubles = "/su-co"
  case allowances = "/han-muc"
  case documents = "/van-ban"
  case codes = "/ma"
  case revocation = "/thu-hoi"
  case proposals = "/de-nghi"
  case audit = "/nhat-ky"
  case accounts = "/cac-tai-khoan"
  case account = "/tai-khoan"

  var title: Bilingual {
    switch self {
    case .overview: Bilingual("Tổng quan", "Overview")
    case .login: Bilingual("Đăng nhập", "Log in")
    case .logout: Bilingual("Thoát", "Log out")
    case .offices: Bilingual("Cơ quan", "Offices")
    case .waiting: Bilingual("Đang chờ", "Waiting")
    case .targets: Bilingual("Chỉ tiêu", "Targets")
    case .late: Bilingual("Phản hồi chậm", "Late acknowledgements")
    case .troubles: Bilingual("Trục trặc", "Troubles")
    case .allowances: Bilingual("Hạn mức", "Allowances")
    case .documents: Bilingual("Văn bản", "Documents")
    case .codes: Bilingual("Mã đăng ký", "Enrolment codes")
    case .revocation: Bilingual("Thu hồi trạm", "Revoke a station")
    case .proposals: Bilingual("Chờ xác nhận", "To be confirmed")
    case .audit: Bilingual("Nhật ký truy cập", "Audit log")
    case .accounts: Bilingual("Các tài khoản", "Accounts")
    case .account: Bilingual("Tài khoản của tôi", "My account")
    }
  }

  /// The pages shown to a viewer, by role. Default deny: a page not listed for a role is not shown to it.
  static func shown(to viewer: Viewer) -> [PageRoute] {
    let province: [PageRoute] = [.overview, .offices, .waiting, .targets, .late, .troubles]
    return switch viewer.role {
    case .clerk: viewer.organ == nil ? [.account] : [.overview, .documents, .waiting, .late, .account]
    case .viewer: province + [.account]
    case .enroller: province + [.codes, .proposals, .account]
    case .auditor: province + [.proposals, .audit, .accounts, .account]
    case .administrator: province + [.allowances, .codes, .proposals, .audit, .accounts, .account]
    }
  }

  /// The pages whose forms a viewer may submit, besides logging in and out.
  static func accepted(from viewer: Viewer) -> [PageRoute] {
    switch viewer.role {
    case .clerk, .viewer, .auditor: [.account]
    case .enroller: [.codes, .proposals, .account]
    case .administrator: [.codes, .proposals, .revocation, .account]
    }
  }

  func link(_ query: (name: String, value: String)...) -> String {
    guard !query.isEmpty else { return rawValue }
    return rawValue + "?" + query.map { "\($0.name)=\(PageRoute.encoded($0.value))" }.joined(separator: "&")
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
