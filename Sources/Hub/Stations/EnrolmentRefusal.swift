import Wording

/// Why a station is not let in.
public enum EnrolmentRefusal: Refusal, Equatable {
  case unreadable
  case wrongCode
  case used
  case expired
  case tooManyTries
  case notFirst(String)
  case nobodyToJoin(String)
  case nameTaken(String)
  case whichOne([String])
  case notOfOffice(String)

  public var words: Words {
    switch self {
    case .unreadable:
      Words(
        "Yêu cầu đăng ký trạm ghi sai quy cách; hãy cập nhật chương trình rồi làm lại.",
        "The request to enrol is written wrongly; update the program and try again.")
    case .wrongCode:
      Words(
        "Mã không đúng; hãy xem lại từng chữ, hoặc xin mã mới của quản trị tỉnh.",
        "The code is wrong; check it letter by letter, or ask the administrator of the province for a new one.")
    case .used:
      Words(
        "Mã đã dùng cho một trạm khác; hãy xin mã mới của quản trị tỉnh.",
        "The code was used for another station; ask the administrator of the province for a new one.")
    case .expired:
      Words(
        "Mã đã quá 7 ngày; hãy xin mã mới của quản trị tỉnh.",
        "The code is older than 7 days; ask the administrator of the province for a new one.")
    case .tooManyTries:
      Words(
        "Mã đã bị nhập sai 5 lần nên không dùng được nữa; hãy xin mã mới của quản trị tỉnh.",
        "The code was typed wrongly 5 times and is good no longer; ask the administrator of the province for a new one."
      )
    case .notFirst(let organ):
      Words(
        "\(organ) đã có trạm; hãy chọn thêm trạm, hoặc thay trạm bị mất.",
        "\(organ) has a station already; choose to join it, or to replace one that is lost.")
    case .nobodyToJoin(let organ):
      Words(
        "\(organ) chưa có trạm nào; hãy đăng ký trạm đầu tiên.",
        "\(organ) has no station yet; enrol the first one.")
    case .nameTaken(let station):
      Words(
        "Tên trạm \(station) đã có người dùng; hãy lập lại sổ để lấy tên khác, hoặc chọn thay trạm bị mất.",
        "The station name \(station) is taken; begin the file anew to draw another, or choose to replace a lost station."
      )
    case .whichOne(let stations):
      Words(
        "Cơ quan có nhiều trạm (\(stations.joined(separator: ", "))); hãy ghi rõ thay trạm nào bằng --station TRẠM.",
        "The office has several stations (\(stations.joined(separator: ", "))); say which one is replaced with --station NAME."
      )
    case .notOfOffice(let station):
      Words(
        "Trạm \(station) không thuộc cơ quan này; hãy ghi đúng trạm bị mất.",
        "Station \(station) is not of this office; name the one that was lost.")
    }
  }
}
