import Crypto
import Records

/// In one short frame what a proof and an end say in two long ones: that the sender made this packet, made it now, and
/// that it ends here. Between a station and a hub that know each other (`SharedKeys`), over a connection.
///
/// A type of its own and not a version of the proof: an earlier hub skips it, asks for a proof, and gets a signature.
public struct Stamp: Hashable, Sendable {
  public var proof: Proof?
  /// Whether the packet ends with this frame. Its check covers everything before it.
  public var isLast: Bool

  public init(proof: Proof? = nil, isLast: Bool) {
    self.proof = proof
    self.isLast = isLast
  }

  /// As `Exchange.Proof`, by a shared key in place of a signature.
  public struct Proof: Hashable, Sendable {
    /// The challenge that this answers; `nil` where the receiver knows it: a hub always answers the packet's name.
    public var challenge: UInt64?
    /// The challenge for the other side's next packet; `nil` for none.
    public var next: UInt64?
    /// The sender's clock: milliseconds since 1970 (UTC).
    public var time: Int
    /// The first 16 bytes of an HMAC-SHA256.
    public var code: [UInt8]

    public init(challenge: UInt64?, next: UInt64?, time: Int, code: [UInt8]) {
      self.challenge = challenge
      self.next = next
      self.time = time
      self.code = code
    }
  }

  static let codeLength = 16

  /// Whether the packet was made by who has the key, after header and frames with that digest.
  ///
  /// - Parameter challenge: what it has to answer, if it does not say so itself.
  public func holds(_ digest: Hash256, answering challenge: UInt64 = 0, key: SymmetricKey) -> Bool {
    guard let proof else { return false }
    let code = Stamp.code(digest, proof.challenge ?? challenge, proof.next ?? 0, proof.time, isLast: isLast, key)
    // Compared in constant time.
    return proof.code.count == code.count && zip(proof.code, code).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  fileprivate static func code(
    _ digest: Hash256, _ challenge: UInt64, _ next: UInt64, _ time: Int, isLast: Bool, _ key: SymmetricKey
  ) -> [UInt8] {
    let lines = "vanthu stamp 1\n\(digest)\n\(challenge)\n\(next)\n\(time)\n\(isLast ? "last" : "")\n"
    return Array(HMAC<SHA256>.authenticationCode(for: Array(lines.utf8), using: key).prefix(codeLength))
  }
}

extension PacketWriter {
  /// Returns the frame that proves everything written so far; it goes next.
  ///
  /// - Parameters:
  ///   - challenge: what it answers.
  ///   - isSaid: whether the challenge is written into the frame; else the reader has to know it.
  public mutating func stamp(
    challenge: UInt64, isSaid: Bool, next: UInt64, time: Int, isLast: Bool, key: SymmetricKey
  ) throws(PacketRefusal) -> [UInt8] {
    let code = Stamp.code(digest, challenge, next, time, isLast: isLast, key)
    let proof = Stamp.Proof(
      challenge: isSaid ? challenge : nil, next: next == 0 ? nil : next, time: time, code: code)
    return Array(try append(.stamp(Stamp(proof: proof, isLast: isLast))).joined())
  }

  /// Returns the last frame of a packet that has been stamped; nothing may be appended after it.
  public mutating func stampedEnd() throws(PacketRefusal) -> [UInt8] {
    Array(try append(.stamp(Stamp(isLast: true))).joined())
  }
}

extension Stamp {
  private static let (proves, saysChallenge, saysNext, ends) = (UInt8(1), UInt8(2), UInt8(4), UInt8(8))

  func write(to writer: inout ByteWriter) {
    var flags = isLast ? Stamp.ends : 0
    if let proof {
      flags |= Stamp.proves
      if proof.challenge != nil { flags |= Stamp.saysChallenge }
      if proof.next != nil { flags |= Stamp.saysNext }
    }
    writer.byte(flags)
    guard let proof else { return }
    if let challenge = proof.challenge { writer.fixed64(challenge) }
    if let next = proof.next { writer.fixed64(next) }
    writer.count(proof.time)
    writer.raw(proof.code)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    let flags = try reader.byte()
    isLast = flags & Stamp.ends != 0
    guard flags & Stamp.proves != 0 else {
      // It would say nothing.
      guard flags == Stamp.ends else { throw Malformed() }
      return
    }
    guard flags < 16 else { throw Malformed() }
    proof = Proof(
      challenge: flags & Stamp.saysChallenge == 0 ? nil : try reader.fixed64(),
      next: flags & Stamp.saysNext == 0 ? nil : try reader.fixed64(),
      time: try reader.count(), code: Array(try reader.raw(Stamp.codeLength)))
  }
}
