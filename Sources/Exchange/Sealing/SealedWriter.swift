import Crypto
import FoundationEssentials

/// Seals a packet to its receiver's key, for sticks and letters, which get lost: HPKE (RFC 9180), a box for every part, so
/// that what was cut opens up to its last whole box.
public struct SealedWriter {
  /// What a sealed packet begins with: it goes first.
  public let start: [UInt8]
  private var sender: HPKE.Sender

  /// Every sealed packet has a key of its own, so no two are alike.
  public init(to receiver: Curve25519.KeyAgreement.PublicKey) throws {
    sender = try HPKE.Sender(recipientKey: receiver, ciphersuite: SealedForm.suite, info: Data(SealedForm.info))
    start = SealedForm.start(keyName: SealedForm.name(of: receiver), encapsulated: Array(sender.encapsulatedKey))
  }

  /// A part of a packet (its header, a frame) in its box.
  public mutating func seal(_ part: [UInt8]) throws -> [UInt8] {
    let box = try sender.seal(part, authenticating: start)
    var writer = ByteWriter()
    writer.count(box.count)
    writer.raw(box)
    return writer.bytes
  }

  /// All parts of a packet at once.
  public static func packet(_ parts: [[UInt8]], to receiver: Curve25519.KeyAgreement.PublicKey) throws -> [UInt8] {
    var writer = try SealedWriter(to: receiver)
    var bytes = writer.start
    for part in parts { bytes += try writer.seal(part) }
    return bytes
  }
}
