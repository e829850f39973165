import Records

/// Who acts, on which day, at what time: what every verb is told and none asks for.
public struct Acting: Sendable {
  public var clerk: String
  /// The day on the stamp.
  public var day: Day
  /// The clock of the PC, milliseconds since 1970 (UTC).
  public var milliseconds: Int64
  /// Whether a person said which day it is; else it is the PC's clock that says so, and a clock can be ahead.
  public var isDayStated: Bool

  public init(clerk: String, day: Day, milliseconds: Int64, isDayStated: Bool = true) {
    self.isDayStated = isDayStated
    self.clerk = clerk
    self.day = day
    self.milliseconds = milliseconds
  }
}
