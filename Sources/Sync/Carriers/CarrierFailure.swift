import Wording

/// Why an exchange did not come to its end.
public enum CarrierFailure: Refusal, Equatable {
  /// The other side was not reached; to be tried again later. With what libcurl says.
  case noLine(String)
  /// It was not the hub that answered, or nobody did, and it is known why.
  case blocked(Obstacle)
  /// The line broke after it stood, or nothing moved on it; what was acknowledged stands.
  case cut(String)
  /// The hub said no, with its own sentence.
  case refused(status: Int, Words)
  /// The address is no address of a hub.
  case unusable(String)
  /// Anybody on the way could read what is sent there, and nobody has said that this is meant.
  case inTheClear(String)

  public var words: Words {
    switch self {
    case .noLine:
      Words(
        "Chưa nối được với máy chủ của tỉnh; xem lại đường truyền, hoặc để máy tự thử lại sau.",
        "The hub of the province was not reached; look at the line, or let the program try again later.")
    case .blocked(let obstacle): obstacle.words
    case .cut:
      Words(
        "Đường truyền đứt giữa chừng; phần đã được xác nhận vẫn còn, hãy chạy lại để gửi tiếp.",
        "The line broke on the way; what was acknowledged stands, run it again to go on.")
    case .refused(_, let sentence): sentence
    case .unusable(let address):
      Words(
        "Địa chỉ máy chủ “\(address)” không dùng được; phải có dạng https://may-chu.tinh.gov.vn.",
        "The address “\(address)” cannot be used; it must look like https://hub.province.gov.vn.")
    case .inTheClear(let address):
      Words(
        "Đường tới “\(address)” không mã hóa, ai ở giữa cũng đọc được; dùng địa chỉ https://, chỉ khi tỉnh dặn thì thêm --insecure.",
        "The line to “\(address)” is in the clear for all in between; use an address with https://, or add --insecure if the province says so."
      )
    }
  }

  /// What is to be hoped for when it is tried again with nothing changed.
  public enum Hope: Equatable, Sendable {
    /// It may work in a moment.
    case soon
    /// It was not the hub that said no: it may work later in the night, when the network is another. By hand nobody waits for that.
    case later
    /// The hub has said no, or the question was wrong.
    case none
  }

  public var hope: Hope {
    switch self {
    case .noLine, .cut: .soon
    case .blocked(let obstacle): obstacle.isPassing ? .soon : .later
    // 501 says that nothing there will ever understand the question.
    case .refused(let status, _): status == 429 || status >= 500 && status != 501 ? .soon : .none
    case .unusable, .inTheClear: .none
    }
  }

  /// Whether the same may work in a moment with nothing changed.
  public var mayPass: Bool { hope == .soon }
}
