import Crypto
import Records

/// The hub's keys: one to sign with, one to which packets for the hub are sealed. They are in a file of their own,
/// readable by the hub's user only: a copy of the data without it cannot speak in the hub's name.
public struct HubKeys {
  public let signing: Curve25519.Signing.PrivateKey
  public let agreement: Curve25519.KeyAgreement.PrivateKey

  /// Generates new keys.
  public init(_ system: System) throws {
    signing = try Curve25519.Signing.PrivateKey(rawRepresentation: system.random(bytes: 32))
    agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: system.random(bytes: 32))
  }

  private static let title = "vanthu hub key 1"

  /// Parses the text of the key file; `nil` for anything else.
  init?(text: String) {
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count == 3, lines[0] == HubKeys.title,
      let first = [UInt8](hexadecimal: lines[1]), let second = [UInt8](hexadecimal: lines[2]),
      let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: first),
      let agreement = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: second)
    else { return nil }
    self.signing = signing
    self.agreement = agreement
  }

  /// The key that signs device cookies (`DeviceCookie`), which are valid at this hub only.
  var device: SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: signing.rawRepresentation), info: Array("vanthu hub device cookie 1".utf8),
      outputByteCount: 32)
  }

  var text: String {
    "\(HubKeys.title)\n\(signing.rawRepresentation.hexadecimal)\n\(agreement.rawRepresentation.hexadecimal)\n"
  }
}
