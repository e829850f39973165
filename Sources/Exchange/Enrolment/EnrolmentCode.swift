import Crypto
import Records

/// The one-time code that admits a new station: six groups of four letters and digits, 120 bits, which can be read out
/// over the telephone without confusion (Crockford's base 32: no I, L, O, U). The first group is its name; 100 bits are
/// secret.
///
/// Over a connection nobody can read the first three groups are enough, for each guess must ask the hub. A request on a
/// USB stick can be attacked offline and needs all six. Codes of earlier versions had three groups only.
public struct EnrolmentCode: Hashable, Sendable, CustomStringConvertible {
  /// 24 characters, or the first 12 of them; upper case, without dashes.
  public let text: String

  static let length = 24
  static let shortLength = 12

  /// Makes a code from twice 60 random bits; the upper four bits of each argument are ignored.
  public init(chance first: UInt64, _ second: UInt64) {
    text =
      SpokenCode.text(first, count: EnrolmentCode.shortLength)
      + SpokenCode.text(second, count: EnrolmentCode.shortLength)
  }

  /// Reads what a person typed: the entire code or its first three groups.
  public init?(_ typed: String) {
    let read = SpokenCode.read(typed, count: EnrolmentCode.length)
    guard let text = read ?? SpokenCode.read(typed, count: EnrolmentCode.shortLength) else { return nil }
    self.text = text
  }

  /// The first group. It is sent, so that the hub knows which code is meant; the rest never is.
  public var name: String { String(text.prefix(4)) }

  /// Whether all six groups are there.
  public var isWhole: Bool { text.utf8.count == EnrolmentCode.length }

  /// The first three groups.
  public var short: EnrolmentCode { EnrolmentCode(letters: String(text.prefix(EnrolmentCode.shortLength))) }

  private init(letters: String) { text = letters }

  /// The printed form: `7KQ2-M0XD-9TRA-4GGS-S60R-6DC1`.
  public var description: String { SpokenCode.grouped(text) }

  /// Computes the MAC of version 1, whose key is the first three groups themselves.
  func mac(_ lines: [String]) -> [UInt8] { EnrolmentMAC.make(lines, SymmetricKey(data: Array(short.text.utf8))) }

  func isMAC(_ mac: String, of lines: [String]) -> Bool {
    EnrolmentMAC.holds(mac, lines, SymmetricKey(data: Array(short.text.utf8)))
  }
}

/// HMAC-SHA256 over lines, each ended by a line feed.
enum EnrolmentMAC {
  static func make(_ lines: [String], _ key: SymmetricKey) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes(lines), using: key))
  }

  /// Whether the MAC is valid. No value may hold a line feed, or the lines would be ambiguous.
  static func holds(_ mac: String, _ lines: [String], _ key: SymmetricKey) -> Bool {
    guard !lines.contains(where: { $0.utf8.contains(0x0A) }), let code = [UInt8](hexadecimal: mac) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: bytes(lines), using: key)
  }

  private static func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { "\($0)\n" }.joined().utf8) }
}
