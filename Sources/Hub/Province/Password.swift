import Crypto
import CryptoExtras
import Exchange
import FoundationEssentials
import Vietnamese

/// A stored password: scrypt (32 MiB three times, some tenths of a second), so that each guess at a stolen file is
/// expensive. The parameters are from OWASP's table (N = 2^15, r = 8, p = 3), and are stored with the hash: a hash with
/// earlier ones remains valid, and is replaced at the next login.
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

  /// Whether it was made with the current parameters.
  public func isMade(withRounds rounds: Int) -> Bool { text.hasPrefix(PasswordHash.parameters(rounds)) }

  /// A dummy hash for unknown accounts, which takes as long to verify as a real one.
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

  /// Derives the key. The password is normalised first: keyboards compose the same letters differently.
  private static func key(
    _ password: String, _ salt: [UInt8], _ rounds: Int, _ blockSize: Int, _ parallelism: Int
  ) throws -> Data {
    try KDF.Scrypt.deriveKey(
      from: Array(composed(password).utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
      parallelism: parallelism
    ).withUnsafeBytes { Data($0) }
  }
}
