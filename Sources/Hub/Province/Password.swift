import Crypto
import CryptoExtras
import Exchange
import FoundationEssentials
import Vietnamese

/// A password as it is kept: scrypt (32 MiB three times, some tenths of a second), so that whoever steals the file must pay for every
/// guess. The parameters are of OWASP's table (N = 2^15, r = 8, p = 3), and stand beside the hash: a hash of earlier ones stays good, and is
/// made anew at the next login.
public struct PasswordHash: Sendable, Equatable {
  /// `scrypt 32768 8 3 SALT KEY`, the last two in hexadecimal.
  public let text: String

  public static let usualRounds = 32_768
  static let blockSize = 8
  static let parallelism = 3

  init(stored text: String) { self.text = text }

  public init(of password: String, salt: [UInt8], rounds: Int) throws {
    let key = try PasswordHash.key(password, salt, rounds, PasswordHash.blockSize, PasswordHash.parallelism)
    text = PasswordHash.parameters(rounds) + "\(Data(salt).hexadecimal) \(key.hexadecimal)"
  }

  private static func parameters(_ rounds: Int) -> String { "scrypt \(rounds) \(blockSize) \(parallelism) " }

  /// Whether it costs what a new one would.
  public func isMade(withRounds rounds: Int) -> Bool { text.hasPrefix(PasswordHash.parameters(rounds)) }

  /// Somebody who is not known is asked for as long as somebody who is.
  public static func nobody(rounds: Int) -> PasswordHash {
    let (salt, key) = (String(repeating: "00", count: 16), String(repeating: "00", count: 32))
    return PasswordHash(stored: parameters(rounds) + "\(salt) \(key)")
  }

  public func matches(_ password: String) throws -> Bool {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
      let parallelism = Int(parts[3]), let salt = [UInt8](hexadecimal: String(parts[4])),
      let key = [UInt8](hexadecimal: String(parts[5]))
    else { return false }
    let found = try PasswordHash.key(password, salt, rounds, blockSize, parallelism)
    var difference: UInt8 = found.count == key.count ? 0 : 1
    for (a, b) in zip(found, key) { difference |= a ^ b }
    return difference == 0
  }

  /// The same letters are the same password, however a keyboard composes them.
  private static func key(
    _ password: String, _ salt: [UInt8], _ rounds: Int, _ blockSize: Int, _ parallelism: Int
  ) throws -> Data {
    try KDF.Scrypt.deriveKey(
      from: Array(composed(password).utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
      parallelism: parallelism
    ).withUnsafeBytes { Data($0) }
  }
}
