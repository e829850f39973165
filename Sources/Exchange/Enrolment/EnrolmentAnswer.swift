import FoundationEssentials
import Records
import Wording

/// The hub's answer that admits a station and says who the hub is.
public struct EnrolmentAnswer: Codable, Equatable, Sendable {
  /// The version of the request.
  public private(set) var version: Int
  public var hub: HubCard
  public var organ: Organ
  /// The name of the station from now on: its own, or that of the station it replaces.
  public var station: String
  /// All active stations of the office.
  public var stations: [Member]
  public var mac: String

  public struct HubCard: Codable, Equatable, Sendable {
    public var name: String
    public var station: String
    /// The incarnation of the hub's data, 16 hexadecimal digits.
    public var log: String
    public var signingKey: String
    public var agreementKey: String

    public init(name: String, station: StationName, log: UInt64, signingKey: [UInt8], agreementKey: [UInt8]) {
      self.name = name
      self.station = station.description
      self.log = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: log >> UInt64($0)) }.hexadecimal
      self.signingKey = signingKey.hexadecimal
      self.agreementKey = agreementKey.hexadecimal
    }
  }

  public struct Member: Codable, Equatable, Sendable {
    public var station: String
    public var name: String

    public init(station: String, name: String) {
      self.station = station
      self.name = name
    }
  }

  /// Answers a request of version 1.
  public init(hub: HubCard, organ: Organ, station: String, stations: [Member], code: EnrolmentCode) {
    version = 1
    self.hub = hub
    self.organ = organ
    self.station = station
    self.stations = stations
    mac = ""
    mac = code.mac(lines).hexadecimal
  }

  /// Answers this request of version 2, and no other.
  public init(
    hub: HubCard, organ: Organ, station: String, stations: [Member], to request: EnrolmentRequest, key: EnrolmentKey
  ) {
    version = 2
    self.hub = hub
    self.organ = organ
    self.station = station
    self.stations = stations
    mac = ""
    mac = key.mac(lines(to: request))
  }

  private var lines: [String] {
    ["vanthu enrolled 1", hub.station, hub.log, hub.signingKey, hub.agreementKey, organ.id, station]
  }

  private func lines(to request: EnrolmentRequest) -> [String] {
    [
      "vanthu enrolled 2", request.mac, hub.name, hub.station, hub.log, hub.signingKey, hub.agreementKey, organ.id,
      organ.name, station,
    ] + stations.flatMap { [$0.station, $0.name] }
  }

  /// Whether the hub that printed the code made it, in answer to a request of version 1.
  public func isMade(with code: EnrolmentCode) -> Bool { version == 1 && code.isMAC(mac, of: lines) }

  /// Whether the hub that printed the code made it, in answer to this request.
  public func isMade(with key: EnrolmentKey, to request: EnrolmentRequest) -> Bool {
    version == 2 && key.isMAC(mac, of: lines(to: request))
  }

  /// The keys of the hub.
  public var hubFingerprint: HubFingerprint {
    HubFingerprint(signingKey: hub.signingKey, agreementKey: hub.agreementKey)
  }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// Returns `nil` for anything but an answer of these versions.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let answer = try? JSONDecoder().decode(EnrolmentAnswer.self, from: Data(json)),
      (1...2).contains(answer.version)
    else { return nil }
    self = answer
  }
}

/// What comes instead of an answer: a sentence in both languages.
public struct RefusedAnswer: Codable, Equatable, Sendable {
  public var refused: String
  public var english: String

  public init(_ words: Bilingual) {
    refused = words.vietnamese
    english = words.english
  }

  public var words: Bilingual { Bilingual(refused, english) }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// Returns `nil` for anything else.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let answer = try? JSONDecoder().decode(RefusedAnswer.self, from: Data(json))
    else { return nil }
    self = answer
  }
}
