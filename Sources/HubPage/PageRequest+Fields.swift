import PageRequests
import Wording

extension PageRequest {
  /// A field of the query; the first of its name.
  subscript(name: String) -> String? { query.first { $0.name == name }?.value }

  func field(_ name: String) -> String { form.first { $0.name == name }?.value ?? "" }

  /// A number in the query.
  ///
  /// - Throws: `PageFault.input` if it is not a number.
  func number(_ name: String) throws -> Int? {
    guard let text = self[name], !text.isEmpty else { return nil }
    guard text.utf8.count <= 18, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(text) else {
      throw PageFault.input
    }
    return number
  }

  /// Vietnamese, unless English was chosen on the page. `Accept-Language` is ignored: on many office PCs it is English
  /// by default.
  var language: Language { (self["lang"] ?? cookies["lang"]).flatMap(Language.init) ?? .vietnamese }
}

/// Why a page is not shown.
enum PageFault: Error, Equatable {
  case none
  case method(allowed: String)
  case forbidden
  case input
  /// The CSRF token does not match, or has expired.
  case form
  /// The connection is not encrypted.
  case insecure
  var status: Int {
    switch self {
    case .none: 404
    case .method: 405
    case .forbidden, .form, .insecure: 403
    case .input: 400
    }
  }

  var title: Bilingual {
    switch self {
    case .none: Bilingual("Không có trang này", "There is no such page")
    case .method: Bilingual("Không nhận yêu cầu như vậy", "This address does not accept such requests")
    case .forbidden: Bilingual("Không được xem", "Not allowed")
    case .input: Bilingual("Địa chỉ không đúng", "Invalid address")
    case .form: Bilingual("Biểu mẫu đã cũ", "The form has expired")
    case .insecure: Bilingual("Đường truyền không được mã hóa", "The connection is not encrypted")
    }
  }

  var words: Bilingual {
    switch self {
    case .none: Bilingual("Xem lại địa chỉ, hoặc đi từ trang đầu.", "Check the address, or go to the start page.")
    case .method: Bilingual("Hãy mở trang bằng đường dẫn của nó.", "Open the page through its link.")
    case .forbidden:
      Bilingual(
        "Tài khoản này không được xem trang ấy; cần thì hỏi người quản trị của tỉnh.",
        "This account may not see that page; ask the administrator of the province if you need it.")
    case .input:
      Bilingual(
        "Địa chỉ có phần không đọc được; hãy đi từ trang đầu.",
        "A part of the address cannot be read; go to the start page.")
    case .form:
      Bilingual(
        "Hãy mở lại trang, điền lại và gửi lần nữa; trình duyệt phải nhận cookie.",
        "Open the page again, fill it in and send it again; the browser must accept cookies.")
    case .insecure:
      Bilingual(
        "Trang này chỉ mở qua https, để mật khẩu và số liệu không bị đọc trên đường; "
          + "hãy hỏi người quản trị địa chỉ đúng.",
        "This page opens over https only, so that passwords and figures cannot be intercepted; "
          + "ask the administrator for the right address."
      )
    }
  }
}
