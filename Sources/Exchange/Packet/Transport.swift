/// How packets travel between a station and the hub. The names are stored with each contact.
public enum Transport: String, CaseIterable, Sendable {
  /// Over a connection: the hub answers at once, and the proof must answer a challenge it gave recently.
  case line
  /// On a USB stick, read some day: sealed to the hub's key, and answered sealed to the station's.
  case folder
  /// By e-mail; sealed in the same way.
  case mail

  public var isSealed: Bool { self != .line }
}
