import Crypto
import Exchange
import Records
import TestSupport

/// A packet taken apart, to be changed and put together again with valid checksums, proofs and end: otherwise
/// everything would stop at the first check, and the code after it would never be tried.
struct LoosePacket {
  /// The fields of the header.
  var fields: [UInt8]
  var frames: [Loose]

  struct Loose {
    var type: UInt8
    /// The version, and whether the payload is compressed.
    var form: UInt8
    var payload: [UInt8]
  }

  private static let start = Array("VTPK".utf8) + [1]
  private static let (end, proof, stamp) = (UInt8(10), UInt8(11), UInt8(15))

  /// Returns `nil` for what is no complete packet.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: LoosePacket.start) else { return nil }
    var place = LoosePacket.start.count
    func length() -> Int? {
      var (value, digits) = (0, 0)
      while place < bytes.count, digits < 3 {
        let byte = bytes[place]
        value |= Int(byte & 0x7F) << (7 * digits)
        (place, digits) = (place + 1, digits + 1)
        if byte < 0x80 { return value }
      }
      return nil
    }
    guard let header = length(), place + header + 4 <= bytes.count else { return nil }
    fields = Array(bytes[place..<place + header])
    place += header + 4
    frames = []
    while place < bytes.count {
      guard place + 2 < bytes.count else { return nil }
      let (type, form) = (bytes[place], bytes[place + 1])
      place += 2
      guard let count = length(), place + count + 4 <= bytes.count else { return nil }
      frames.append(Loose(type: type, form: form, payload: Array(bytes[place..<place + count])))
      place += count + 4
    }
  }

  /// Returns header and frames, each as a part.
  ///
  /// - Parameters:
  ///   - key: signs the proofs again, over what precedes them now; `nil` leaves them.
  ///   - shared: stamps again, in answer to a challenge that a stamp does not say; `nil` leaves the stamps.
  func parts(key: Curve25519.Signing.PrivateKey?, shared: (key: SymmetricKey, challenge: UInt64)? = nil) -> [[UInt8]] {
    let header = LoosePacket.start + Spoiling.varint(UInt64(fields.count)) + fields
    var digest = Hash256(of: header)
    var parts = [header + digest.bytes[..<4]]
    for (number, frame) in frames.enumerated() {
      var payload = frame.payload
      if frame.type == LoosePacket.end, number == frames.count - 1 {
        payload = Spoiling.varint(UInt64(number)) + digest.bytes
      }
      if frame.type == LoosePacket.proof, let key { payload = signed(payload, digest, key) ?? payload }
      if frame.type == LoosePacket.stamp, let shared { payload = stamped(payload, digest, shared) }
      let body = [frame.type, frame.form] + Spoiling.varint(UInt64(payload.count)) + payload
      digest = Hash256(of: digest.bytes, body)
      parts.append(body + digest.bytes[..<4])
    }
    return parts
  }

  func bytes(
    key: Curve25519.Signing.PrivateKey? = nil, shared: (key: SymmetricKey, challenge: UInt64)? = nil
  ) -> [UInt8] { Array(parts(key: key, shared: shared).joined()) }

  /// Signs a proof; the signed text is described in docs/internals/packet.md.
  private func signed(_ payload: [UInt8], _ digest: Hash256, _ key: Curve25519.Signing.PrivateKey) -> [UInt8]? {
    guard payload.count > 80 else { return nil }
    let words = payload.dropLast(64)
    func fixed(_ start: Int) -> UInt64 { words[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    var (time, shift) = (UInt64(0), UInt64(0))
    for byte in words[16...] where shift < 63 {
      time |= UInt64(byte & 0x7F) << shift
      shift += 7
    }
    let text = "vanthu proof 1\n\(digest)\n\(fixed(0))\n\(fixed(8))\n\(time)\n"
    do { return Array(words) + (try key.signature(for: Array(text.utf8))) } catch { return nil }
  }

  /// Stamps again; the text is described there too.
  private func stamped(
    _ payload: [UInt8], _ digest: Hash256, _ shared: (key: SymmetricKey, challenge: UInt64)
  ) -> [UInt8] {
    guard let flags = payload.first, flags & 1 == 1, payload.count > 17 else { return payload }
    let words = payload.dropLast(16)
    var place = 1
    func fixed(_ isSaid: Bool) -> UInt64? {
      guard isSaid, place + 8 <= words.count else { return nil }
      defer { place += 8 }
      return words[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    let challenge = fixed(flags & 2 != 0) ?? shared.challenge
    let next = fixed(flags & 4 != 0) ?? 0
    var (time, shift) = (UInt64(0), UInt64(0))
    for byte in words[place...] where shift < 63 {
      time |= UInt64(byte & 0x7F) << shift
      shift += 7
    }
    let text = "vanthu stamp 1\n\(digest)\n\(challenge)\n\(next)\n\(time)\n\(flags & 8 == 0 ? "" : "last")\n"
    return Array(words) + HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: shared.key).prefix(16)
  }

  /// Corrupts frames, their order, or the header.
  mutating func spoil(others: [LoosePacket], _ chance: inout SeededRandom) {
    for _ in 0...chance.anySize(upTo: 2) {
      guard !frames.isEmpty else { return }
      let place = chance.below(frames.count)
      switch chance.below(10) {
      case 0, 1, 2, 3, 4:
        Spoiling.spoil(&frames[place].payload, others: frames.map(\.payload), &chance)
      case 5: frames.swapAt(place, chance.below(frames.count))
      case 6: frames.insert(frames[place], at: chance.below(frames.count + 1))
      case 7: frames.remove(at: place)
      case 8:
        let other = chance.pick(others)
        if !other.frames.isEmpty { frames.insert(chance.pick(other.frames), at: place) }
      default:
        switch chance.below(4) {
        case 0: frames[place].type = UInt8(chance.below(18))
        case 1: frames[place].form = chance.pick([0x10, 0x11, 0x12, 0x20, 0x21, 0, 0xFF])
        default: Spoiling.spoil(&fields, others: others.map(\.fields), &chance)
        }
      }
    }
    // A frame over the maximum length is refused at once: now and then is enough.
    for place in frames.indices where frames[place].payload.count > 32_700 && !chance.one(in: 8) {
      frames[place].payload.removeSubrange(32_700...)
    }
  }
}
