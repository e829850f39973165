/// When the open screen asks the hub by itself: at its start, then every few minutes, and less and less often while the
/// connection fails.
struct ExchangePoll {
  private var next: Int64?
  private var failures = 0

  /// The longest pause after failures, in minutes.
  private static let longest: Int64 = 60
  /// The first one comes so long after the start (ms): the clerk sees the inbox first.
  private static let start: Int64 = 3_000

  /// Whether to ask now.
  ///
  /// - Parameters:
  ///   - minutes: the pause, as it is set; 0 for never.
  ///   - now: milliseconds since 1970.
  mutating func isDue(every minutes: Int, now: Int64) -> Bool {
    guard minutes > 0 else { return false }
    guard let next else {
      self.next = now + ExchangePoll.start
      return false
    }
    // A clock that was set back must not stop it for days.
    return now >= next || next - now > max(ExchangePoll.longest, Int64(minutes)) * 60_000
  }

  /// Notes the end of an exchange, or that it could not begin.
  mutating func ended(well: Bool, every minutes: Int, now: Int64) {
    failures = well ? 0 : min(failures + 1, 10)
    let pause = Int64(minutes) << max(0, failures - 1)
    let most = max(ExchangePoll.longest, Int64(minutes))
    next = now + min(failures > 1 ? pause : Int64(minutes), most) * 60_000
  }
}
