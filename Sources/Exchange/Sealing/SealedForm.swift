import Crypto
import Records

/// The layout of a sealed packet: `VTSL`, version, suite, the name of the recipient's key, the encapsulated key, boxes.
enum SealedForm {
  static let magic = Array("VTSL".utf8)
  static let version: UInt8 = 1
  /// X25519, HKDF-SHA256, ChaCha20-Poly1305: fast on old CPUs without AES instructions.
  static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  static let suiteNumber: UInt8 = 1
  static let info = Array("vanthu packet 1".utf8)
  static let length = 4 + 2 + 8 + 32
  /// The authentication tag of a box, in bytes.
  static let tag = 16

  static func start(keyName: ArraySlice<UInt8>, encapsulated: [UInt8]) -> [UInt8] {
    magic + [version, suiteNumber] + keyName + encapsulated
  }

  /// Returns the first 8 bytes of the SHA-256 of the key: a district that carries packets for its communes sees which
  /// is whose.
  static func name(of key: Curve25519.KeyAgreement.PublicKey) -> ArraySlice<UInt8> {
    Hash256(of: Array(key.rawRepresentation)).bytes[..<8]
  }
}
