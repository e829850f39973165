import CommandWords
import Records

/// How long a run may begin something new, how soon it starts, and how often it retries.
struct Window {
  /// Milliseconds since 1970; `nil` for no limit.
  let end: Int64?
  /// Whether the run is one of the nightly ones. A missed night is made up for by day, when a clerk is there: at once,
  /// and as if by hand.
  let isNight: Bool
  /// Seconds over which the starts are spread: half an hour, or less in a short window.
  private let spread: Int64

  /// In seconds; two hundred offices must not come at once.
  private static let widest: Int64 = 1_800
  /// A nightly run without a given end has this one (ms).
  private static let night: Int64 = 6 * 3_600_000
  /// No night is longer (ms): a timer that fires so long before its end fires because the PC was switched on in the
  /// morning.
  private static let longest: Int64 = 12 * 3_600_000

  /// - Parameter typed: `05:00`, the next time the clock shows it.
  init(_ typed: String?, isNightly: Bool, now: Int64) throws {
    guard let typed else {
      end = isNightly ? now + Window.night : nil
      isNight = isNightly
      spread = Window.widest
      return
    }
    let time = try ClockTime(typed)
    // What the clerk reads everywhere, whatever the zone of the PC is.
    let today = VietnamTime(milliseconds: now).secondOfDay
    let ahead = Int64(((time.hour * 60 + time.minute) * 60 - today + 86_400) % 86_400) * 1000
    end = now + ahead
    isNight = isNightly && ahead <= Window.longest
    spread = min(Window.widest, ahead / 4_000)
  }

  /// Returns the seconds to wait before connecting: always the same for one station, and different for most others.
  func delay(of station: StationName) -> Int {
    guard isNight, spread > 0 else { return 0 }
    let hash = station.description.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return Int(hash % UInt32(spread))
  }

  /// How many failures in a row are retried; at night until the window closes.
  var patience: Int { isNight ? .max : 4 }
}
