import Wording

extension Acts {
  /// A station of an office is admitted to the exchange.
  ///
  /// The keys are 64 hexadecimal digits each: Ed25519 to verify its signatures, X25519 to encrypt packets to it.
  public struct StationEnrolled: OfficeAct, StaysInOffice {
    public static let name = ActName.stationEnrolled
    public var station: String
    public var organ: Organ.ID
    public var name: String
    public var signingKey: String
    public var agreementKey: String

    public init(station: String, organ: Organ.ID, name: String, signingKey: String, agreementKey: String) {
      self.station = station
      self.organ = organ
      self.name = name
      self.signingKey = signingKey
      self.agreementKey = agreementKey
    }

    public var words: Bilingual {
      Bilingual("tỉnh ghi nhận máy \(station) \(name)", "the province enrolled station \(station) \(name)")
    }
    public static let speakers: Speakers = .hub
  }
}
