import Glibc
import Wording

/// How long a run may begin something new.
struct Window {
  /// Milliseconds since 1970; `nil` for as long as it takes.
  let end: Int64?
  private let isNightly: Bool

  /// How wide the starts of a night are spread, in seconds: two hundred offices must not come at once.
  private static let spread = 1_800
  /// A nightly run that is given no end has one all the same.
  private static let night: Int64 = 6 * 3_600_000

  /// - Parameter typed: `05:00`, the next time the clock says so.
  init(_ typed: String?, isNightly: Bool, now: Int64) throws {
    self.isNightly = isNightly
    guard let typed else {
      end = isNightly ? now + Window.night : nil
      return
    }
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
      (0...59).contains(minute)
    else { throw WindowRefusal.notATime(typed) }
    var (seconds, local) = (time_t(now / 1000), tm())
    localtime_r(&seconds, &local)
    let ahead = (hour * 60 + minute) * 60 - ((Int(local.tm_hour) * 60 + Int(local.tm_min)) * 60 + Int(local.tm_sec))
    end = now + Int64((ahead + 86_400) % 86_400) * 1000
  }

  /// Seconds to wait before the first call: always the same for one station, and different from most others.
  func delay(of station: String) -> Int {
    guard isNightly else { return 0 }
    let hash = station.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return Int(hash % UInt32(Window.spread))
  }
}

enum WindowRefusal: Refusal, Equatable {
  case notATime(String)

  var words: Words {
    switch self {
    case .notATime(let typed):
      Words("“\(typed)” không phải là giờ; ghi như 05:00.", "“\(typed)” is no time; write it like 05:00.")
    }
  }
}
