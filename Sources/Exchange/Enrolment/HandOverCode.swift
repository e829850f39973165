import Crypto
import Records

/// One station's confirmation to another of the same office that a book is handed over, short enough to be read out:
/// the generation, the last number, and a proof that only these two can make (X25519 of their keys, HKDF, HMAC-SHA256
/// cut to 50 bits).
///
/// Four groups of four letters, 80 bits: 10 for the generation, 20 for the last number, 50 for the proof.
public struct HandOverCode: Equatable, Sendable, CustomStringConvertible {
  public let generation: Int
  public let last: Int
  private let proof: UInt64

  /// The book, and the stations it passes from and to.
  public struct Passing: Sendable {
    public var book: String
    public var from: StationName
    public var to: StationName
    /// What ends the right to number the book that passes with it; `nil` where no lease does (`Lease`), and from an
    /// earlier version. The code does not tell it: who enters the code tries the few that are possible.
    public var term: Term?

    public init(book: String, from: StationName, to: StationName, term: Term? = nil) {
      self.book = book
      self.from = from
      self.to = to
      self.term = term
    }
  }

  /// How long the station that makes the code may number the book.
  public struct Term: Equatable, Sendable {
    /// The epoch of its journal: once it has begun a later one, the code counts no more.
    public var epoch: Int
    /// The first day, in Vietnam, on which it may number no more.
    public var end: Day

    public init(epoch: Int, end: Day) {
      self.epoch = epoch
      self.end = end
    }
  }

  /// Returns `nil` when a number does not fit: a book can be handed over at most 1,023 times, and hold at most
  /// 1,048,575 numbers.
  public init?(
    _ passing: Passing, generation: Int, last: Int, own: Curve25519.KeyAgreement.PrivateKey,
    other: Curve25519.KeyAgreement.PublicKey
  ) {
    guard 1..<1024 ~= generation, 0..<1 << 20 ~= last,
      let proof = HandOverCode.proof(passing, generation, last, own, other)
    else { return nil }
    (self.generation, self.last, self.proof) = (generation, last, proof)
  }

  /// Reads what a person typed.
  public init?(_ typed: String) {
    guard let text = SpokenCode.read(typed, count: 16) else { return nil }
    let figures = SpokenCode.number(text.prefix(6))
    (generation, last) = (Int(figures >> 20), Int(figures & 0xF_FFFF))
    proof = SpokenCode.number(text.dropFirst(6))
  }

  public var description: String {
    SpokenCode.grouped(
      SpokenCode.text(UInt64(generation) << 20 | UInt64(last), count: 6) + SpokenCode.text(proof, count: 10))
  }

  /// Whether the other station made it for this hand-over.
  public func holds(
    _ passing: Passing, own: Curve25519.KeyAgreement.PrivateKey, other: Curve25519.KeyAgreement.PublicKey
  ) -> Bool {
    HandOverCode.proof(passing, generation, last, own, other) == proof
  }

  private static func proof(
    _ passing: Passing, _ generation: Int, _ last: Int, _ own: Curve25519.KeyAgreement.PrivateKey,
    _ other: Curve25519.KeyAgreement.PublicKey
  ) -> UInt64? {
    guard let secret = try? own.sharedSecretFromKeyAgreement(with: other) else { return nil }
    let key = secret.hkdfDerivedSymmetricKey(
      using: SHA256.self, salt: [UInt8](), sharedInfo: Array("vanthu custody \(passing.term == nil ? 1 : 2)".utf8),
      outputByteCount: 32)
    let term = passing.term.map { ["\($0.epoch)", "\($0.end)"] } ?? []
    let lines = ([passing.book, "\(passing.from)", "\(passing.to)", "\(generation)", "\(last)"] + term)
      .map { "\($0)\n" }.joined()
    let code = HMAC<SHA256>.authenticationCode(for: Array(lines.utf8), using: key)
    return code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 14
  }
}
