import FoundationEssentials
import Records

/// A new station's request to be admitted, posted to `/v1/enrol` or stored on a USB stick.
public struct EnrolmentRequest: Codable, Equatable, Sendable {
  /// 1: the first three groups of the code are the key. 2: `EnrolmentKey`.
  public private(set) var version: Int
  /// The first group of the code.
  public var code: String
  public var mode: Mode
  /// The lost station that this one replaces; `nil` where the office has only one.
  public var replaces: String?
  public var station: String
  public var name: String
  /// Ed25519 and X25519, 64 hexadecimal digits each.
  public var signingKey: String
  public var agreementKey: String
  /// Since version 2: how many characters of the code were typed.
  public private(set) var letters: Int?
  /// Since version 2: the hub it was made for, `HubFingerprint.text`; `nil` where the station knows none.
  public private(set) var hub: String?
  /// Since version 2: what the station's file calls its office; `nil` where there is no file yet.
  public private(set) var office: OwnOffice?
  /// For `vanthu enrol --again`: the Ed25519 key that the file was last enrolled with, 64 hexadecimal digits; `nil`
  /// where it is unknown, and from earlier programs. Not among the `lines`, because earlier hubs know nothing of it.
  public private(set) var lastKey: String?
  public var mac: String

  public enum Mode: String, Codable, Sendable {
    /// The office has no station yet.
    case first
    /// One more station.
    case join
    /// A new PC that continues the journal of a lost one.
    case replace
  }

  /// What the station's own file says of its office. The hub compares it with the office of the code before the code is
  /// used up.
  public struct OwnOffice: Codable, Equatable, Sendable {
    /// As in `OfficeProfile`.
    public var organID: String
    public var name: String
    /// Whether the clerk confirmed that the file is to take the name of the code's office.
    public var isRenamed: Bool

    public init(organID: String, name: String, isRenamed: Bool = false) {
      self.organID = organID
      self.name = name
      self.isRenamed = isRenamed
    }
  }

  /// Makes a request of version 1, for a hub that knows no other, over a connection nobody can read. The MAC by the
  /// code proves that the keys were not replaced on the way.
  public init(
    _ mode: Mode, replaces: StationName? = nil, station: StationName, name: String, signingKey: [UInt8],
    agreementKey: [UInt8], code: EnrolmentCode
  ) {
    version = 1
    self.code = code.name
    self.mode = mode
    self.replaces = replaces?.description
    self.station = station.description
    self.name = name
    self.signingKey = signingKey.hexadecimal
    self.agreementKey = agreementKey.hexadecimal
    mac = ""
    mac = code.mac(lines).hexadecimal
  }

  /// Makes a request of version 2. Also returns the key, which is slow to derive (`EnrolmentKey`), because it proves
  /// the answer too.
  public static func proved(
    _ mode: Mode, replaces: StationName? = nil, station: StationName, name: String, signingKey: [UInt8],
    agreementKey: [UInt8], office: OwnOffice?, lastKey: [UInt8]? = nil, code: EnrolmentCode, hub: HubFingerprint?,
    _ cost: EnrolmentKey.Cost
  ) throws -> (request: EnrolmentRequest, key: EnrolmentKey) {
    let key = try EnrolmentKey(code, station: station.description, hub: hub, cost)
    var request = EnrolmentRequest(
      mode, replaces: replaces, station: station, name: name, signingKey: signingKey, agreementKey: agreementKey,
      code: code)
    request.version = 2
    request.letters = key.letters
    request.hub = hub?.text
    request.office = office
    request.lastKey = lastKey?.hexadecimal
    request.mac = key.mac(request.lines)
    return (request, key)
  }

  private var lines: [String] {
    let common = [mode.rawValue, replaces ?? "", station, name, signingKey, agreementKey]
    guard version > 1 else { return ["vanthu enrol 1"] + common }
    let own = office.map { [$0.organID, $0.name, $0.isRenamed ? "renamed" : ""] } ?? ["", "", ""]
    return ["vanthu enrol 2", code, "\(letters ?? 0)"] + common + own + [hub ?? ""]
  }

  /// Whether it is of version 1, was made by somebody who knows the code, and was not changed since.
  public func isMade(with code: EnrolmentCode) -> Bool { version == 1 && code.isMAC(mac, of: lines) }

  /// The same for version 2.
  public func isMade(with key: EnrolmentKey) -> Bool {
    version == 2 && letters == key.letters && key.isMAC(mac, of: lines)
  }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// Returns `nil` for anything but a request of these versions.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let request = try? JSONDecoder().decode(EnrolmentRequest.self, from: Data(json)),
      (1...2).contains(request.version)
    else { return nil }
    self = request
  }
}

enum EnrolmentJSON {
  /// The longest request or answer, in bytes.
  static let most = 65_536

  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
