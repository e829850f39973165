import Crypto
import Records

/// What a signer says in a text about a document that was issued: a delivery receipt. Whoever has the text can check
/// it.
public struct Statement: Hashable, Sendable {
  /// The entry that issued the document.
  public var entry: EntryReference
  /// The incarnation of the hub's data that it is about.
  public var incarnation: UInt64
  /// When it was made: milliseconds since 1970 (UTC), by the signer's clock.
  public var time: Int
  /// Lines, each with a line feed, without blanks at their ends.
  public let body: String
  /// Ed25519, 64 bytes.
  public let signature: [UInt8]

  /// The longest body, in bytes of UTF-8: some thousand recipients.
  public static let longest = 200_000

  /// Signs a text. Missing randomness is not the sender's fault, so errors of the crypto library are passed on.
  public init(
    about entry: EntryReference, incarnation: UInt64, time: Int, body: String, key: Curve25519.Signing.PrivateKey
  ) throws {
    let signed = Statement.signed(entry, incarnation, time, body)
    self.init(
      entry: entry, incarnation: incarnation, time: time, body: body, signature: Array(try key.signature(for: signed)))
  }

  init(entry: EntryReference, incarnation: UInt64, time: Int, body: String, signature: [UInt8]) {
    self.entry = entry
    self.incarnation = incarnation
    self.time = time
    self.body = body
    self.signature = signature
  }

  private static func signed(_ entry: EntryReference, _ incarnation: UInt64, _ time: Int, _ body: String) -> [UInt8] {
    let text = Hash256(of: Array(body.utf8))
    return Array("vanthu statement 1\n\(incarnation)\n\(entry)\n\(time)\n\(text)\n".utf8)
  }

  public func isSigned(by key: Curve25519.Signing.PublicKey) -> Bool {
    key.isValidSignature(signature, for: Statement.signed(entry, incarnation, time, body))
  }
}
