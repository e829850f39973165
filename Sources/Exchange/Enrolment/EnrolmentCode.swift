import Crypto
import Records

/// The one-time code by which a new station is let in: three groups of four, 60 bits, read out over the telephone without confusion
/// (Crockford's base 32: no I, L, O, U).
public struct EnrolmentCode: Hashable, Sendable, CustomStringConvertible {
  /// 12 characters, upper case, without dashes.
  public let text: String

  private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// Of 60 bits of chance; the upper four are left.
  public init(chance: UInt64) {
    text = String(
      decoding: stride(from: 55, through: 0, by: -5).map { EnrolmentCode.letters[Int(chance >> UInt64($0) & 31)] },
      as: UTF8.self)
  }

  /// What a person types: any case, with or without dashes and spaces, O for 0, I and L for 1.
  public init?(_ typed: String) {
    guard typed.utf8.count <= 100 else { return nil }
    var text: [UInt8] = []
    for letter in typed.uppercased().utf8 where letter != UInt8(ascii: "-") && letter != UInt8(ascii: " ") {
      switch letter {
      case UInt8(ascii: "O"): text.append(UInt8(ascii: "0"))
      case UInt8(ascii: "I"), UInt8(ascii: "L"): text.append(UInt8(ascii: "1"))
      default:
        guard EnrolmentCode.letters.contains(letter) else { return nil }
        text.append(letter)
      }
    }
    guard text.count == 12 else { return nil }
    self.text = String(decoding: text, as: UTF8.self)
  }

  /// The first group: it travels, so that the hub knows which code is meant. The rest never does.
  public var name: String { String(text.prefix(4)) }

  /// As it is printed: `7KQ2-M0XD-9TRA`.
  public var description: String {
    let letters = Array(text)
    return stride(from: 0, to: 12, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
  }

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
