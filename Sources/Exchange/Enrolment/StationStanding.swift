import Crypto
import FoundationEssentials
import Records

/// A station asks whether the hub knows it and accepts its key, posted to `/v1/station`. Nothing changes at the hub: no
/// challenge is answered and no running exchange is fenced off.
public struct StandingRequest: Codable, Equatable, Sendable {
  public private(set) var version = 1
  public let station: String
  /// The hub's time, as `HubIdentity` said it (milliseconds since 1970): an old request proves nothing. The station's
  /// own clock may be wrong.
  public let time: Int
  /// Ed25519 over the station, the hub's keys and the time; hexadecimal.
  public let signature: String

  /// How far the time may be from the hub's clock, in milliseconds.
  private static let tolerance = 5 * 60_000

  public init(
    _ station: StationName, at time: Int, to hub: HubFingerprint, signing: Curve25519.Signing.PrivateKey
  ) throws {
    self.station = station.description
    self.time = time
    signature = Array(try signing.signature(for: StandingRequest.bytes(self.station, time, hub))).hexadecimal
  }

  private static func bytes(_ station: String, _ time: Int, _ hub: HubFingerprint) -> Data {
    Data("vanthu station 1\n\(station)\n\(hub.text)\n\(time)\n".utf8)
  }

  /// Whether the holder of this key asked this hub a moment ago.
  public func isSigned(by key: Curve25519.Signing.PublicKey, to hub: HubFingerprint, now: Int) -> Bool {
    let tolerance = StandingRequest.tolerance
    guard let signature = [UInt8](hexadecimal: signature), (now - tolerance...now + tolerance).contains(time) else {
      return false
    }
    return key.isValidSignature(Data(signature), for: StandingRequest.bytes(station, time, hub))
  }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// Returns `nil` for anything else.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let request = try? JSONDecoder().decode(StandingRequest.self, from: Data(json)), request.version == 1
    else { return nil }
    self = request
  }
}

/// The hub's answer.
public struct StationStanding: Codable, Equatable, Sendable {
  public var version = 1
  public let state: State
  /// The name of its office; only where the key is accepted.
  public let organName: String?

  public enum State: String, Codable, Sendable {
    case accepted
    case unknown
    case revoked
    /// Another PC has its name, under keys of its own.
    case replaced
    /// The hub knows the station under another key.
    case otherKey
  }

  public init(_ state: State, organName: String? = nil) {
    self.state = state
    self.organName = organName
  }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// Returns `nil` for anything else.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let answer = try? JSONDecoder().decode(StationStanding.self, from: Data(json)), answer.version == 1
    else { return nil }
    self = answer
  }
}
