import Records

/// A PC that may still number a book which another one holds.
public struct BookDoubt: Sendable {
  public enum Kind: String, Sendable {
    case alive, revoked
    /// Another PC has taken its name, without its having been revoked before.
    case replaced
  }

  public var station: StationName
  public var kind: Kind
  /// Until when at the latest, in milliseconds since 1970.
  public var until: Int64
}
