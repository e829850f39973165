import Crypto
import Exchange
import FoundationEssentials
import Hub

/// A cookie set after a successful login, for a year, signed by the hub and valid for one account. It does not log
/// anybody in: it only shows that this browser was logged in before, so that failed logins of strangers do not delay
/// it.
enum DeviceCookie {
  static let days = 365

  static func name(of account: String, isSecure: Bool) -> String {
    (isSecure ? "__Host-" : "") + "vanthu-may-" + account
  }

  /// `DAYS.NONCE.MAC`
  static func made(for account: String, _ system: System, _ key: SymmetricKey) -> String {
    let (day, nonce) = (system.now() / 86_400_000, String(Sessions.token(system).prefix(32)))
    return "\(day).\(nonce).\(Data(mac(account, String(day), nonce, key)).hexadecimal)"
  }

  /// The nonce that identifies the browser; `nil` if the cookie was not issued by this hub, for this account, within a
  /// year.
  static func device(_ cookie: String, of account: String, now: Int, _ key: SymmetricKey) -> String? {
    let parts = cookie.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard cookie.utf8.count < 200, parts.count == 3, let day = Int(parts[0]), let told = [UInt8](hexadecimal: parts[2]),
      HMAC<SHA256>.isValidAuthenticationCode(told, authenticating: message(account, parts[0], parts[1]), using: key)
    else { return nil }
    return now / 86_400_000 - day <= days ? parts[1] : nil
  }

  private static func mac(_ account: String, _ day: String, _ nonce: String, _ key: SymmetricKey) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: message(account, day, nonce), using: key))
  }

  private static func message(_ account: String, _ day: String, _ nonce: String) -> Data {
    Data("\(account)\n\(day)\n\(nonce)".utf8)
  }
}
