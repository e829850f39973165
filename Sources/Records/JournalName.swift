/// The name of a journal as it is sent, held and acknowledged: what one station wrote in one epoch.
public struct JournalName: Hashable, Comparable, Sendable {
  public var station: StationName
  public var epoch: Int

  public init(station: StationName, epoch: Int) {
    self.station = station
    self.epoch = epoch
  }

  public static func < (a: JournalName, b: JournalName) -> Bool {
    (a.station, a.epoch) < (b.station, b.epoch)
  }
}
