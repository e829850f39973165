import Wording

/// Why an exchange did not come to its end.
public enum CarrierFailure: Refusal, Equatable {
  /// The other side was not reached; to be tried again later.
  case noLine(String)
  /// The line broke after it stood, or nothing moved on it; what was acknowledged stands.
  case cut(String)
  /// The hub said no, with its own sentence.
  case refused(status: Int, Words)
  /// The certificate of the hub is not trusted.
  case untrusted(String)
  /// The address is no address of a hub.
  case unusable(String)

  public var words: Words {
    switch self {
    case .noLine:
      Words(
        "Chưa nối được với máy chủ của tỉnh; xem lại đường truyền, hoặc để máy tự thử lại sau.",
        "The hub of the province was not reached; look at the line, or let the program try again later.")
    case .cut:
      Words(
        "Đường truyền đứt giữa chừng; phần đã được xác nhận vẫn còn, hãy chạy lại để gửi tiếp.",
        "The line broke on the way; what was acknowledged stands, run it again to go on.")
    case .refused(_, let sentence): sentence
    case .untrusted:
      Words(
        "Chứng thư của máy chủ không tin được; đừng gửi gì, hãy báo người quản trị của tỉnh (hoặc xem lại ngày giờ của máy này).",
        "The certificate of the hub is not trusted; send nothing and tell the administrator of the province (or look at this PC's clock)."
      )
    case .unusable(let address):
      Words(
        "Địa chỉ máy chủ “\(address)” không dùng được; phải có dạng https://may-chu.tinh.gov.vn.",
        "The address “\(address)” cannot be used; it must look like https://hub.province.gov.vn.")
    }
  }

  /// Whether the same may work later with nothing changed.
  public var mayPass: Bool {
    switch self {
    case .noLine, .cut: true
    // 501 says that nothing there will ever understand the question: it is no hub.
    case .refused(let status, _): status == 429 || status >= 500 && status != 501
    case .untrusted, .unusable: false
    }
  }
}
