import Crypto
import FoundationEssentials

/// Seals a packet to its recipient's key, for USB sticks and e-mails, which get lost. HPKE (RFC 9180), one box for each
/// part, so that a truncated packet opens up to its last complete box.
public struct SealedWriter {
  /// The beginning of the sealed packet; it goes first.
  public let start: [UInt8]
  private var sender: HPKE.Sender

  /// Draws a fresh key, so no two sealed packets are alike.
  public init(to receiver: Curve25519.KeyAgreement.PublicKey) throws {
    sender = try HPKE.Sender(recipientKey: receiver, ciphersuite: SealedForm.suite, info: Data(SealedForm.info))
    start = SealedForm.start(keyName: SealedForm.name(of: receiver), encapsulated: Array(sender.encapsulatedKey))
  }

  /// Puts a part of a packet (its header, a frame) into its box.
  public mutating func seal(_ part: [UInt8]) throws -> [UInt8] {
    let box = try sender.seal(part, authenticating: start)
    var writer = ByteWriter()
    writer.count(box.count)
    writer.raw(box)
    return writer.bytes
  }

  /// Seals all parts of a packet.
  public static func packet(_ parts: [[UInt8]], to receiver: Curve25519.KeyAgreement.PublicKey) throws -> [UInt8] {
    var writer = try SealedWriter(to: receiver)
    var bytes = writer.start
    for part in parts { bytes += try writer.seal(part) }
    return bytes
  }
}
