import Crypto
import Records

/// The one-time code by which a new station is let in: three groups of four, 60 bits, read out over the telephone without confusion
/// (Crockford's base 32: no I, L, O, U).
public struct EnrolmentCode: Hashable, Sendable, CustomStringConvertible {
  /// 12 characters, upper case, without dashes.
  public let text: String

  /// Of 60 bits of chance; the upper four are left.
  public init(chance: UInt64) { text = SpokenCode.text(chance, count: 12) }

  /// What a person types.
  public init?(_ typed: String) {
    guard let text = SpokenCode.read(typed, count: 12) else { return nil }
    self.text = text
  }

  /// The first group: it travels, so that the hub knows which code is meant. The rest never does.
  public var name: String { String(text.prefix(4)) }

  /// As it is printed: `7KQ2-M0XD-9TRA`.
  public var description: String { SpokenCode.grouped(text) }

  func mac(_ lines: [String]) -> [UInt8] {
    let message = lines.map { "\($0)\n" }.joined()
    return Array(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: key))
  }

  func isMAC(_ mac: String, of lines: [String]) -> Bool {
    guard let bytes = [UInt8](hexadecimal: mac) else { return false }
    let message = lines.map { "\($0)\n" }.joined()
    return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Array(message.utf8), using: key)
  }

  private var key: SymmetricKey { SymmetricKey(data: Array(text.utf8)) }
}
