import Crypto

/// What a sealed packet looks like: `VTSL`, version, suite, whose key it is for, the key of this packet, boxes.
enum SealedForm {
  static let magic = Array("VTSL".utf8)
  static let version: UInt8 = 1
  /// X25519, HKDF-SHA256, ChaCha20-Poly1305: fast on old machines without AES in the processor.
  static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  static let suiteNumber: UInt8 = 1
  static let info = Array("vanthu packet 1".utf8)
  static let length = 4 + 2 + 8 + 32
  /// The tag of a box.
  static let tag = 16

  static func start(keyName: ArraySlice<UInt8>, encapsulated: [UInt8]) -> [UInt8] {
    magic + [version, suiteNumber] + keyName + encapsulated
  }

  /// The first 8 bytes of the SHA-256 of the key: a district that carries for its communes sees which packet is whose.
  static func name(of key: Curve25519.KeyAgreement.PublicKey) -> ArraySlice<UInt8> {
    Hash256(of: Array(key.rawRepresentation)).bytes[..<8]
  }
}
