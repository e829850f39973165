import Exchange
import Records

/// The station and time of a packet, as the proof in it states them and not its envelope.
public struct ProvedPacket: Equatable, Sendable {
  public var station: StationName
  /// Milliseconds since 1970, by the clock of the sender.
  public var time: Int

  public init(station: StationName, time: Int) { (self.station, self.time) = (station, time) }
}
