import Crypto
import Records

/// What a station writes before the sealed packet of another one that it carries to the hub (`/v1/carry`): who carries,
/// whose packet it is, and a signature of the carrier, so that only enrolled stations carry. It cannot open the packet.
public struct CarriedHead: Hashable, Sendable {
  public let carrier: StationName
  /// Whose packet it is, by the name of its file; the hub compares.
  public let sender: StationName
  /// The hub's time as the carrier reckons it, in milliseconds since 1970: an old head carries nothing.
  public let time: Int
  private let signature: [UInt8]

  private static let magic = Array("VTCR".utf8)
  private static let version: UInt8 = 1
  /// How far the time may be from the hub's clock, in milliseconds.
  private static let tolerance = 5 * 60_000

  /// Bytes of the head.
  public static let length = magic.count + 1 + 4 + 4 + 8 + 64
  /// How many bytes of the sealed packet are signed with it: they name the packet, because they hold a key of its own.
  public static let beginning = SealedForm.length
  /// The longest packet that is carried, in bytes. A longer one goes on a stick.
  public static let longest = 256 << 20

  /// - Parameter beginning: the first `beginning` bytes of the sealed packet.
  public init(
    carrier: StationName, sender: StationName, at time: Int, to hub: HubFingerprint, beginning: [UInt8],
    signing: Curve25519.Signing.PrivateKey
  ) throws {
    (self.carrier, self.sender, self.time) = (carrier, sender, time)
    signature = Array(
      try signing.signature(for: CarriedHead.signed(carrier, sender, time, hub, CarriedHead.name(of: beginning))))
  }

  /// Reads a head; `nil` for anything else.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == CarriedHead.length else { return nil }
    var reader = ByteReader(bytes)
    guard let magic = try? reader.raw(4), Array(magic) == CarriedHead.magic,
      let version = try? reader.byte(), version == CarriedHead.version, let carrier = try? reader.station(),
      let sender = try? reader.station(), let time = try? reader.fixed64(), time < 1 << 53,
      let signature = try? reader.raw(64)
    else { return nil }
    (self.carrier, self.sender, self.time, self.signature) = (carrier, sender, Int(time), Array(signature))
  }

  public var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(CarriedHead.magic)
    writer.byte(CarriedHead.version)
    writer.station(carrier)
    writer.station(sender)
    writer.fixed64(UInt64(time))
    writer.raw(signature)
    return writer.bytes
  }

  /// Whether the holder of this key gives the packet to this hub now.
  public func isSigned(
    by key: Curve25519.Signing.PublicKey, to hub: HubFingerprint, beginning: [UInt8], now: Int
  ) -> Bool {
    let tolerance = CarriedHead.tolerance
    guard (now - tolerance...now + tolerance).contains(time) else { return false }
    return key.isValidSignature(
      signature, for: CarriedHead.signed(carrier, sender, time, hub, CarriedHead.name(of: beginning)))
  }

  /// A name of the packet: 16 hexadecimal digits, as of its volumes in e-mails.
  public static func name(of beginning: [UInt8]) -> String {
    Hash256(of: Array(beginning.prefix(CarriedHead.beginning))).bytes[..<8].hexadecimal
  }

  private static func signed(
    _ carrier: StationName, _ sender: StationName, _ time: Int, _ hub: HubFingerprint, _ packet: String
  ) -> [UInt8] {
    Array("vanthu carry 1\n\(carrier)\n\(sender)\n\(hub.text)\n\(time)\n\(packet)\n".utf8)
  }
}
