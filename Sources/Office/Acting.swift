import Records

/// Who acts, on which day, at what time: what every verb is told and none asks for.
public struct Acting: Sendable {
  public var clerk: String
  /// The day on the stamp.
  public var day: Day
  /// The clock of the PC, milliseconds since 1970 (UTC).
  public var milliseconds: Int64

  public init(clerk: String, day: Day, milliseconds: Int64) {
    self.clerk = clerk
    self.day = day
    self.milliseconds = milliseconds
  }
}
