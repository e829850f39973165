import Wording

enum JobRefusal: Refusal, Equatable {
  case notAStation(String)
  case cameBackPartly(String)
  /// The station was enrolled, and then the connection was lost.
  case notReached(Bilingual)
  case exists(String)

  var isOfLine: Bool {
    switch self {
    case .notReached: true
    case .notAStation, .cameBackPartly, .exists: false
    }
  }

  var words: Bilingual {
    switch self {
    case .notAStation(let typed):
      Bilingual(
        "“\(typed)” không phải tên máy; tên máy có tám chữ số và chữ a–f, xem bằng vanthu-hub stations.",
        "“\(typed)” is not a station; a station has eight digits and letters a–f, see vanthu-hub stations.")
    case .cameBackPartly(let path):
      Bilingual(
        "Chưa lấy hết sổ về; phần đã nhận nằm ở \(path), gõ lại lệnh này để nhận tiếp (không cần mã mới).",
        "Not everything is back yet; what arrived is at \(path), run this again to continue (no new code is needed).")
    case .notReached(let why):
      Bilingual(
        "\(why.vietnamese) Máy đã đăng ký xong; gõ lại lệnh này để lấy sổ về (không cần mã mới).",
        "\(why.english) The station is enrolled; run this again to fetch the registers (no new code is needed).")
    case .exists(let path):
      Bilingual(
        "Đã có sổ ở \(path); máy thêm lập sổ ở chỗ khác bằng --office TỆP.",
        "There is an office file at \(path); create that of another station elsewhere with --office FILE.")
    }
  }
}
