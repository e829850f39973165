import Office
import Records
import Sync

/// A station of an office that takes part in a world.
public final class OfficeSeat {
  public let office: Office
  public let keys: StationKeys
  public let exchange: StationExchange
  /// The day on which its clerk acts.
  public var day = World.day

  public init(_ office: Office, _ keys: StationKeys, _ exchange: StationExchange) {
    self.office = office
    self.keys = keys
    self.exchange = exchange
  }
}
