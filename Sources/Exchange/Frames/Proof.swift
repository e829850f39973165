import Crypto
import Records

/// The sender's signature over the packet so far, which protects against replayed packets: the owner of the key made
/// it, and made it now.
///
/// A station proves itself after its hello, so that nobody else receives its mailbox; the hub before the end of its
/// answer. Each side answers the other's challenge (a nonce): the hub's comes from its answer before, the station's is
/// the name of its packet.
public struct Proof: Hashable, Sendable {
  /// The challenge that this answers; 0 for none, before the first contact.
  public var challenge: UInt64
  /// The challenge for the other side's next packet; 0 for none.
  public var next: UInt64
  /// The sender's clock: milliseconds since 1970 (UTC).
  public var time: Int
  /// Ed25519, 64 bytes.
  public var signature: [UInt8]

  static func signed(_ digest: Hash256, _ challenge: UInt64, _ next: UInt64, _ time: Int) -> [UInt8] {
    Array("vanthu proof 1\n\(digest)\n\(challenge)\n\(next)\n\(time)\n".utf8)
  }

  /// Whether the owner of the key signed this after header and frames with that digest.
  public func holds(_ digest: Hash256, key: Curve25519.Signing.PublicKey) -> Bool {
    key.isValidSignature(signature, for: Proof.signed(digest, challenge, next, time))
  }
}

extension PacketWriter {
  /// Returns the frame that proves everything written so far; it goes next.
  public mutating func proof(
    challenge: UInt64, next: UInt64, time: Int, key: Curve25519.Signing.PrivateKey
  ) throws -> [UInt8] {
    let signature = Array(try key.signature(for: Proof.signed(digest, challenge, next, time)))
    return try append(.proof(Proof(challenge: challenge, next: next, time: time, signature: signature))).joined()
      .map(\.self)
  }
}

extension Proof {
  func write(to writer: inout ByteWriter) {
    writer.fixed64(challenge)
    writer.fixed64(next)
    writer.count(time)
    writer.raw(signature)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    challenge = try reader.fixed64()
    next = try reader.fixed64()
    time = try reader.count()
    signature = Array(try reader.raw(64))
  }
}
