import Wording

extension Acts {
  /// A station is excluded: signatures it makes from now on are refused.
  public struct StationRevoked: OfficeAct, StaysInOffice {
    public static let name = ActName.stationRevoked
    public var station: String
    public var reason: String

    public init(station: String, reason: String) {
      self.station = station
      self.reason = reason
    }

    public var words: Bilingual {
      Bilingual("tỉnh loại máy \(station)", "the province revoked station \(station)").because(reason)
    }
    public static let speakers: Speakers = .hub
  }
}
