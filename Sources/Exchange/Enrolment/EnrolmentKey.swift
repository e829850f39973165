import Crypto
import CryptoExtras
import Records

/// What the code becomes before anything is proved by it: scrypt over what was typed, so that every guess costs whoever makes it
/// memory and time. The salt holds the station and the hub's keys: one search serves for one request, and a request made for
/// another hub proves nothing to this one.
public struct EnrolmentKey: Sendable {
  /// How many characters of the code it was made of: 24 or 12.
  public let letters: Int
  private let key: SymmetricKey

  /// How much one costs.
  public struct Cost: Sendable {
    /// A power of two; 1 KiB of memory for each.
    let rounds: Int

    /// 32 MiB, about a tenth of a second on an office PC. No more, because the hub pays as well, for every try; the length of the
    /// code is what makes a search hopeless, this makes the short form dear.
    public static let usual = Cost(rounds: 1 << 15)
    /// For tests and simulations, where the code is no secret.
    public static let light = Cost(rounds: 2)
  }

  /// Takes its time.
  ///
  /// - Parameter hub: whom the request is for; `nil` where the station knows of no key of the hub.
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
