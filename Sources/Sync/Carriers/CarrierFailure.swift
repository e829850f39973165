import Wording

/// Why an exchange failed.
public enum CarrierFailure: Refusal, Equatable {
  /// The hub was not reached; try again later. With the error text of libcurl.
  case noLine(String)
  /// Something other than the hub answered, or nothing, for a known reason.
  case blocked(Obstacle)
  /// The connection broke or stalled after it was established; what was acknowledged stays valid.
  case cut(String)
  /// The hub refused, with a sentence of its own.
  case refused(status: Int, Bilingual)
  /// The address is not that of a hub.
  case unusable(String)
  /// The connection would be unencrypted, and nobody has confirmed that this is intended.
  case inTheClear(String)

  public var words: Bilingual {
    switch self {
    case .noLine:
      Bilingual(
        "Chưa nối được với máy chủ của tỉnh; xem lại đường truyền, hoặc để máy tự thử lại sau.",
        "The hub of the province was not reached; check the connection, or let the program try again later.")
    case .blocked(let obstacle): obstacle.words
    case .cut:
      Bilingual(
        "Đường truyền đứt giữa chừng; phần đã được xác nhận vẫn còn, hãy chạy lại để gửi tiếp.",
        "The connection broke off; what was acknowledged is safe, run it again to continue.")
    case .refused(_, let sentence): sentence
    case .unusable(let address):
      Bilingual(
        "Địa chỉ máy chủ “\(address)” không dùng được; phải có dạng https://may-chu.tinh.gov.vn.",
        "The address “\(address)” cannot be used; it must look like https://hub.province.gov.vn.")
    case .inTheClear(let address):
      Bilingual(
        "Đường tới “\(address)” không mã hóa, ai ở giữa cũng đọc được; "
          + "dùng địa chỉ https://, chỉ khi tỉnh dặn thì thêm --insecure.",
        "The connection to “\(address)” is not encrypted; use an address with https://, "
          + "or add --insecure if the province asks for it."
      )
    }
  }

  /// The prospects of trying again with nothing changed.
  public enum Hope: Equatable, Sendable {
    /// It may work in a moment.
    case soon
    /// The hub has not refused: it may work later in the night, on another network. A run by hand does not wait for
    /// that.
    case later
    /// The hub has refused, or the request was wrong.
    case none
  }

  public var hope: Hope {
    switch self {
    case .noLine, .cut: .soon
    case .blocked(let obstacle): obstacle.isPassing ? .soon : .later
    // 501 means that the server will never support the request.
    case .refused(let status, _): status == 429 || status >= 500 && status != 501 ? .soon : .none
    case .unusable, .inTheClear: .none
    }
  }

  /// Whether the connection is the reason, and not what the hub says, an address, or somebody in between who may be
  /// reading along.
  public var isOfLine: Bool {
    switch self {
    case .noLine, .cut: true
    case .blocked(.tooLarge): false
    case .blocked(let obstacle): !obstacle.isOfCertificate
    // A hub that is busy; any other of its errors is for a person to see.
    case .refused(let status, _): status == 429 || status == 503
    case .unusable, .inTheClear: false
    }
  }

  /// Whether trying again in a moment may work with nothing changed.
  public var mayPass: Bool { hope == .soon }
}
