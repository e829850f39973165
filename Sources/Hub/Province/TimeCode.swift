import Crypto
import Exchange
import FoundationEssentials
import Records

/// A TOTP secret shared with a telephone: six digits that change every 30 seconds (RFC 6238, HMAC-SHA1, which all
/// authenticator apps support).
public struct TimeCode: Sendable, Equatable {
  /// 20 bytes.
  public let secret: [UInt8]

  public static let period = 30

  public init?(_ secret: [UInt8]) {
    guard secret.count == 20 else { return nil }
    self.secret = secret
  }

  init?(hexadecimal text: String) {
    guard let secret = [UInt8](hexadecimal: text) else { return nil }
    self.init(secret)
  }

  public init(_ system: System) { secret = system.random(bytes: 20) }

  public static func step(at milliseconds: Int) -> Int { milliseconds / 1_000 / period }

  /// The code of one step (RFC 4226, 5.3).
  public func code(ofStep step: Int) -> String { code(ofStep: step, digits: 6) }

  func code(ofStep step: Int, digits: Int) -> String {
    let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Data($0) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let place = Int(mac[19] & 0xF)
    let number = mac[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
    let rest = String(number % (0..<digits).reduce(1) { power, _ in power * 10 })
    return String(repeating: "0", count: digits - rest.utf8.count) + rest
  }

  /// The step the code belongs to: the current one, or the one before or after, because clocks differ. `nil` if there
  /// is none later than `last`, the last accepted: a code is valid once.
  public func step(of code: String, at milliseconds: Int, after last: Int) -> Int? {
    let digits = code.filter { $0 != " " }
    guard digits.utf8.count == 6 else { return nil }
    let now = TimeCode.step(at: milliseconds)
    var found: Int?
    for step in [now - 1, now, now + 1] where step > last && step >= 0 {
      var difference: UInt8 = 0
      for (a, b) in zip(self.code(ofStep: step).utf8, digits.utf8) { difference |= a ^ b }
      if difference == 0 { found = step }
    }
    return found
  }

  /// The secret as it is typed into a telephone: base 32 (RFC 4648).
  public var text: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (text, bits, count) = ("", 0, 0)
    for byte in secret {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(letters[bits >> count & 31])
      }
      bits &= (1 << count) - 1
    }
    return text
  }

  /// The otpauth link, which authenticator apps accept as a link or QR code.
  public func address(of account: String, at issuer: String) -> String {
    let plain = issuer.utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return "otpauth://totp/\(plain):\(account)?secret=\(text)&issuer=\(plain)&algorithm=SHA1&digits=6&period=30"
  }
}

/// Recovery codes for a lost telephone: each is valid once.
public enum RecoveryCode {
  public static let count = 10

  /// `7k3m-9qtr-…`: 60 bits, in characters that are not confused with each other.
  static func drawn(_ system: System) -> String {
    let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
    var chance = system.random()
    var text = ""
    for place in 0..<12 {
      if place > 0, place % 4 == 0 { text.append("-") }
      text.append(letters[Int(chance & 31)])
      chance >>= 5
    }
    return text
  }

  public static func hash(of typed: String) -> Hash256 {
    Hash256(of: Array(typed.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.utf8))
  }
}
