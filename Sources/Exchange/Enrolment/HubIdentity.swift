import Crypto
import FoundationEssentials
import Records

/// Who the hub is, for a station that is about to enrol: the answer of `/v1/hub`, and the file `vanthu/hub.json` on a
/// USB stick. Nothing vouches for it but the way it came, and the fingerprint where somebody read that out.
public struct HubIdentity: Codable, Equatable, Sendable {
  public var version = 2
  public var name: String
  public var station: String
  /// Ed25519 and X25519, 64 hexadecimal digits each.
  public var signingKey: String
  public var agreementKey: String
  /// Over a connection: the version of the hub's program; `nil` from one of an earlier version.
  public var program: String?
  /// Over a connection: the hub's clock, in milliseconds since 1970; `nil` from one of an earlier version.
  public var time: Int?

  /// On a stick: whether the hub takes the packet that a station has put beside its request, and compares the office
  /// with that of the code first; `nil` from one of an earlier version.
  public var takesFirstPackets: Bool?

  public init(name: String, station: StationName, signingKey: [UInt8], agreementKey: [UInt8]) {
    self.name = name
    self.station = station.description
    self.signingKey = signingKey.hexadecimal
    self.agreementKey = agreementKey.hexadecimal
  }

  public var fingerprint: HubFingerprint { HubFingerprint(signingKey: signingKey, agreementKey: agreementKey) }

  var key: Curve25519.KeyAgreement.PublicKey? {
    [UInt8](hexadecimal: agreementKey).flatMap { try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: $0) }
  }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// Returns `nil` for anything that names no keys of a hub.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let identity = try? JSONDecoder().decode(HubIdentity.self, from: Data(json)), identity.version == 2,
      identity.key != nil, [UInt8](hexadecimal: identity.signingKey)?.count == 32
    else { return nil }
    self = identity
  }
}

/// The keys of a hub, short enough to be read out: five groups of four, 100 bits of the SHA-256 over both.
public struct HubFingerprint: Hashable, Sendable, CustomStringConvertible {
  /// 20 characters, upper case.
  public let text: String

  static let length = 20

  init(signingKey: String, agreementKey: String) {
    let lines = ["vanthu hub 1", signingKey, agreementKey].map { "\($0)\n" }.joined()
    let bytes = Hash256(of: Array(lines.utf8)).bytes
    func number(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
    // Twice 50 bits.
    text =
      SpokenCode.text(number(bytes[0..<8]) >> 14, count: 10) + SpokenCode.text(number(bytes[8..<16]) >> 14, count: 10)
  }

  /// Reads what a person typed, or what a request holds.
  public init?(_ typed: String) {
    guard let text = SpokenCode.read(typed, count: HubFingerprint.length) else { return nil }
    self.text = text
  }

  /// Grouped by blanks, so that neither a person nor a script takes it for a code: `ABCD EFGH JKMN PQRS TVWX`.
  public var description: String { SpokenCode.grouped(text, with: " ") }
}
