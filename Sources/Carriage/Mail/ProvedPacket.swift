import Exchange
import Records

/// Whose exchange a packet is and when it was written, by the proof in it and not by what stands around it.
public struct ProvedPacket: Equatable, Sendable {
  public var station: StationName
  /// Milliseconds since 1970, by the clock of whoever proved it.
  public var time: Int

  public init(station: StationName, time: Int) { (self.station, self.time) = (station, time) }
}
