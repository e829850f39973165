import Crypto
import Records

/// The keys that a station and its hub share without ever having sent one: each computes them from its own private
/// agreement key and the other's public one (X25519), which both know since the enrolment.
///
/// One for each direction, so that nobody can be sent its own words. With them a packet is proved in 16 bytes, where a
/// signature takes 64 (`Stamp`). What they do not give: either side could have made what it holds of the other, so
/// whatever must convince a third party (seals, receipts) stays signed (docs/security.md).
public struct SharedKeys: Sendable {
  public let toHub: SymmetricKey
  public let toStation: SymmetricKey

  /// The station's side.
  ///
  /// - Returns: `nil` for a key with which nothing can be agreed.
  public init?(
    of station: StationName, _ own: Curve25519.KeyAgreement.PrivateKey, with hub: StationName,
    _ hubKey: Curve25519.KeyAgreement.PublicKey
  ) {
    self.init(own, hubKey, names: [station, hub], keys: [own.publicKey, hubKey])
  }

  /// The hub's side.
  ///
  /// - Returns: `nil` for a key with which nothing can be agreed.
  public init?(
    ofHub hub: StationName, _ own: Curve25519.KeyAgreement.PrivateKey, with station: StationName,
    _ stationKey: Curve25519.KeyAgreement.PublicKey
  ) {
    self.init(own, stationKey, names: [station, hub], keys: [stationKey, own.publicKey])
  }

  /// - Parameters:
  ///   - names: of the station and of the hub.
  ///   - keys: theirs, in the same order.
  private init?(
    _ own: Curve25519.KeyAgreement.PrivateKey, _ other: Curve25519.KeyAgreement.PublicKey, names: [StationName],
    keys: [Curve25519.KeyAgreement.PublicKey]
  ) {
    // A key of small order leads to the same secret with everybody, zero (RFC 7748, 6.1).
    guard let secret = try? own.sharedSecretFromKeyAgreement(with: other),
      secret.withUnsafeBytes({ $0.reduce(0) { $0 | $1 } }) != 0
    else { return nil }
    let parties = zip(names, keys).map { "\($0)\n\(Array($1.rawRepresentation).hexadecimal)\n" }.joined()
    func key(_ direction: String) -> SymmetricKey {
      secret.hkdfDerivedSymmetricKey(
        using: SHA256.self, salt: [UInt8](), sharedInfo: Array("vanthu stamp key 1\n\(direction)\n\(parties)".utf8),
        outputByteCount: 32)
    }
    toHub = key("to hub")
    toStation = key("to station")
  }
}
