import Records

/// The actor of an act: the clerk, the day and the time. Passed to every verb, so that none asks the system for them.
public struct ActContext: Sendable {
  public var clerk: String
  /// The day on the stamp.
  public var day: Day
  /// The clock of the PC, milliseconds since 1970 (UTC).
  public var milliseconds: Int64
  /// Whether a person stated the day; otherwise it is that of the PC's clock, and a clock can be ahead.
  public var isDayStated: Bool

  public init(clerk: String, day: Day, milliseconds: Int64, isDayStated: Bool = true) {
    self.isDayStated = isDayStated
    self.clerk = clerk
    self.day = day
    self.milliseconds = milliseconds
  }

  /// Returns an epoch higher than every known one and at least the seconds since 2026 on the PC's clock, or by another
  /// clock that is later (milliseconds since 1970).
  func newEpoch(after known: [Int], orBy other: Int64 = 0) -> Int {
    // 2026-01-01T00:00:00Z.
    let seconds = (max(milliseconds, other) - 1_767_225_600_000) / 1000
    return max((known.max() ?? 1) + 1, Int(clamping: seconds))
  }
}
