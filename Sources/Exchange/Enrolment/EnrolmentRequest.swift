import FoundationEssentials
import Records

/// A new station asks the hub to be let in: what is posted to `/v1/enrol`, or lies on a stick.
public struct EnrolmentRequest: Codable, Equatable, Sendable {
  public var version = 1
  /// The first group of the code.
  public var code: String
  public var mode: Mode
  /// The lost station this one goes on for; `nil` where the office has one only.
  public var replaces: String?
  public var station: String
  public var name: String
  /// Ed25519 and X25519, 64 hexadecimal digits each.
  public var signingKey: String
  public var agreementKey: String
  public var mac: String

  public enum Mode: String, Codable, Sendable {
    /// The office has no station yet.
    case first
    /// One more station.
    case join
    /// A new PC that goes on with the journal of a lost one.
    case replace
  }

  /// Proves by the code that nobody on the way put other keys in.
  public init(
    _ mode: Mode, replaces: StationName? = nil, station: StationName, name: String, signingKey: [UInt8],
    agreementKey: [UInt8], code: EnrolmentCode
  ) {
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

  private var lines: [String] {
    ["vanthu enrol 1", mode.rawValue, replaces ?? "", station, name, signingKey, agreementKey]
  }

  /// Whether it was made by somebody who knows the code, and not changed since. No value may hold a line feed: the lines would
  /// not be unambiguous.
  public func isMade(with code: EnrolmentCode) -> Bool {
    !lines.contains { $0.utf8.contains(0x0A) } && code.isMAC(mac, of: lines)
  }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// `nil` for anything but a request of this version.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let request = try? JSONDecoder().decode(EnrolmentRequest.self, from: Data(json)), request.version == 1
    else { return nil }
    self = request
  }
}

enum EnrolmentJSON {
  /// No request and no answer is longer, in bytes.
  static let most = 65_536

  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
