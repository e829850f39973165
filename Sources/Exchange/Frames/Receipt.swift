import Crypto
import Records

/// The hub's signed statement that it holds a journal up to an entry: evidence of arrival and of its time.
public struct Receipt: Hashable, Sendable {
  /// The incarnation of the hub's data.
  public var incarnation: UInt64
  public var held: JournalHead
  /// The position of the last entry among all entries of the hub.
  public var position: Int
  /// The hub's clock: milliseconds since 1970 (UTC).
  public var time: Int
  /// Ed25519, 64 bytes.
  public let signature: [UInt8]

  /// Signs a receipt. Missing randomness or a broken key is not the sender's fault, so errors of the crypto library are
  /// passed on.
  public init(
    incarnation: UInt64, held: JournalHead, position: Int, time: Int, key: Curve25519.Signing.PrivateKey
  ) throws {
    self.incarnation = incarnation
    self.held = held
    self.position = position
    self.time = time
    signature = Array(try key.signature(for: Receipt.signed(incarnation, held, position, time)))
  }

  private static func signed(_ incarnation: UInt64, _ held: JournalHead, _ position: Int, _ time: Int) -> [UInt8] {
    let lines = "\(incarnation)\n\(held.reference)\n\(held.hash)\n\(position)\n\(time)"
    return Array("vanthu receipt 1\n\(lines)\n".utf8)
  }

  public func isSigned(by key: Curve25519.Signing.PublicKey) -> Bool {
    key.isValidSignature(signature, for: Receipt.signed(incarnation, held, position, time))
  }
}

extension Receipt {
  /// The encoded receipt, as sent and as stored.
  public var stored: [UInt8] {
    var writer = ByteWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Returns `nil` for bytes that are no stored receipt.
  public init?(stored bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let receipt = try? Receipt(from: &reader), reader.isAtEnd else { return nil }
    self = receipt
  }

  func write(to writer: inout ByteWriter) {
    writer.fixed64(incarnation)
    held.write(to: &writer)
    writer.count(position)
    writer.count(time)
    writer.raw(signature)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    incarnation = try reader.fixed64()
    held = try JournalHead(from: &reader)
    position = try reader.count()
    time = try reader.count()
    signature = Array(try reader.raw(64))
  }
}
