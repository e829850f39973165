import Wording

package enum ScheduleRefusal: Refusal, Equatable {
  case notEnrolled
  case window(String, String)
  case cannotSet(String)
  case noCrontab
  case path(String)
  case notUTF8(String)

  package var words: Bilingual {
    switch self {
    case .notEnrolled:
      Bilingual(
        "Cơ quan chưa đăng ký với máy chủ của tỉnh; xin mã rồi gõ vanthu enrol, sau đó mới hẹn giờ.",
        "The office is not enrolled at a hub; ask for a code and run vanthu enrol, then set the timer.")
    case .window(let at, let until):
      Bilingual(
        "Từ \(at) đến \(until) không phải một đêm; chọn giờ để có nhiều nhất 12 tiếng.",
        "From \(at) to \(until) is not a night; choose times at most 12 hours apart.")
    case .noCrontab:
      Bilingual(
        "Máy này không có crontab; cài gói cron, hoặc gõ vanthu schedule (không --cron) trên máy có systemd, "
          + "hoặc cho bộ hẹn giờ khác chạy vanthu sync --nightly.",
        "This PC has no crontab; install the package cron, or run vanthu schedule without --cron if there is "
          + "systemd, or have another timer run vanthu sync --nightly."
      )
    case .path(let path):
      Bilingual(
        "Đường dẫn \(path) có ký tự điều khiển nên không hẹn giờ được; đổi tên tệp hay thư mục.",
        "The path \(path) has control characters and cannot be used in a timer; rename it.")
    case .notUTF8(let path):
      Bilingual(
        "Đường dẫn \(path) có byte không phải UTF-8 nên systemd không nhận; "
          + "đổi tên tệp hay thư mục, hoặc gõ vanthu schedule --cron.",
        "The path \(path) has bytes that are not UTF-8, which systemd does not accept; "
          + "rename it, or run vanthu schedule --cron."
      )
    case .cannotSet(let what):
      Bilingual(
        "Không đặt được \(what); nhờ quản trị máy, hoặc thử vanthu schedule --cron.",
        "\(what) cannot be set; ask the PC's administrator, or try vanthu schedule --cron.")
    }
  }
}
