import Crypto
import CryptoExtras
import Records

/// The key derived from the code: scrypt over what was typed, so that every guess costs memory and time. The salt holds
/// the station and the hub's keys: one search serves for one request only, and a request for another hub proves nothing
/// to this one.
public struct EnrolmentKey: Sendable {
  /// How many characters of the code it was derived from: 24 or 12.
  public let letters: Int
  private let key: SymmetricKey

  /// The cost of deriving a key.
  public struct Cost: Sendable {
    /// A power of two; each costs 1 KiB of memory.
    let rounds: Int

    /// 32 MiB, about 0.1 s on an office PC. No more, because the hub pays it as well, for every try. The length of the
    /// code is what makes a search hopeless; this makes searching for the short form expensive.
    public static let usual = Cost(rounds: 1 << 15)
    /// For tests and simulations, where the code is no secret.
    public static let light = Cost(rounds: 2)
  }

  /// Derives the key; slow on purpose.
  ///
  /// - Parameter hub: the hub the request is for; `nil` where the station knows no key of the hub.
  public init(_ code: EnrolmentCode, station: String, hub: HubFingerprint?, _ cost: Cost) throws {
    letters = code.text.utf8.count
    let salt = ["vanthu enrol 2", station, hub?.text ?? ""].map { "\($0)\n" }.joined()
    key = try KDF.Scrypt.deriveKey(
      from: Array(code.text.utf8), salt: Array(salt.utf8), outputByteCount: 32, rounds: cost.rounds, blockSize: 8,
      parallelism: 1)
  }

  func mac(_ lines: [String]) -> String { EnrolmentMAC.make(lines, key).hexadecimal }

  func isMAC(_ mac: String, of lines: [String]) -> Bool { EnrolmentMAC.holds(mac, lines, key) }
}
