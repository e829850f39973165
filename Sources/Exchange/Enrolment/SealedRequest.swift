import Crypto
import FoundationEssentials
import Records

/// A request to enrol that only its hub can read (HPKE, RFC 9180): nobody on the way can try codes on it.
public struct SealedRequest: Codable, Equatable, Sendable {
  public private(set) var version = 2
  /// The first group of the code. With the key of the station it tells apart the requests on a USB stick.
  public let code: String
  public let signingKey: String
  /// A MAC of the request with the station's private key: the same for the same request, and useless to anybody else.
  public let tag: String
  public let hub: String
  /// Encapsulated key and box, base64.
  public let sealed: Data

  private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  private static let info = Data("vanthu enrol 2".utf8)
  private static let encapsulated = 32

  /// - Throws: only for invalid keys, which `HubIdentity` never returns.
  public init(
    _ request: EnrolmentRequest, to hub: HubIdentity, signing: Curve25519.Signing.PrivateKey
  ) throws {
    guard let key = hub.key else { throw PacketRefusal.notOpened }
    code = request.code
    signingKey = request.signingKey
    self.hub = hub.fingerprint.text
    tag = SealedRequest.tag(of: request, signing)
    var sender = try HPKE.Sender(recipientKey: key, ciphersuite: SealedRequest.suite, info: SealedRequest.info)
    let box = try sender.seal(try request.json, authenticating: Array(self.hub.utf8))
    sealed = Data(sender.encapsulatedKey) + box
  }

  static func tag(of request: EnrolmentRequest, _ signing: Curve25519.Signing.PrivateKey) -> String {
    EnrolmentMAC.make(["vanthu enrol tag 2", request.mac], SymmetricKey(data: signing.rawRepresentation)).hexadecimal
  }

  /// Returns the request; `nil` unless it is sealed to this key and complete.
  public func opened(with key: Curve25519.KeyAgreement.PrivateKey) -> EnrolmentRequest? {
    guard sealed.count > SealedRequest.encapsulated,
      var recipient = try? HPKE.Recipient(
        privateKey: key, ciphersuite: SealedRequest.suite, info: SealedRequest.info,
        encapsulatedKey: sealed.prefix(SealedRequest.encapsulated)),
      let bytes = try? recipient.open(
        sealed.dropFirst(SealedRequest.encapsulated), authenticating: Array(hub.utf8)),
      let request = EnrolmentRequest(json: Array(bytes)), request.version == 2, request.hub == hub
    else { return nil }
    return request
  }

  public var json: [UInt8] { get throws { Array(try EnrolmentJSON.encoder.encode(self)) } }

  /// Returns `nil` for anything else.
  public init?(json: [UInt8]) {
    guard json.count <= EnrolmentJSON.most,
      let request = try? JSONDecoder().decode(SealedRequest.self, from: Data(json)), request.version == 2
    else { return nil }
    self = request
  }
}

/// What a station can read of a request on a USB stick, sealed or not.
public struct RequestOnTheWay: Equatable, Sendable {
  public let code: String
  public let signingKey: String
  public let isSealed: Bool
  /// The same for the same request of the same station.
  public let tag: String

  public init?(json: [UInt8]) {
    if let sealed = SealedRequest(json: json) {
      (code, signingKey, tag) = (sealed.code, sealed.signingKey, sealed.tag)
      isSealed = true
    } else if let request = EnrolmentRequest(json: json) {
      (code, signingKey, tag) = (request.code, request.signingKey, request.mac)
      isSealed = false
    } else {
      return nil
    }
  }
}
