/// What a station finds of the hub's answer on a USB stick or in the mail.
public enum CarriedAnswer: Equatable, Sendable {
  /// There is none, or only one that was processed before.
  case none
  /// The hub's clock when it answered, in milliseconds since 1970.
  case taken(time: Int)
  /// It is empty or cut, or not what the hub wrote for this station.
  case unreadable
}
