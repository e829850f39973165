import Records

/// The running hash over header and frames, and the check that each frame carries of it.
///
/// The check is the first four bytes of SHA-256(hash so far ‖ frame). A checksum of each frame alone would find flipped
/// bits too, but not a frame that was left out, repeated or moved; and SHA-256 is needed anyway. It is no signature: an
/// attacker can recompute it. Seals and the hash chain of the journal protect against that.
struct FrameChain {
  private(set) var digest: Hash256

  static let checkLength = 4

  init(header: [UInt8]) { digest = Hash256(of: header) }

  /// Adds a frame: its type, version, length and payload.
  mutating func add(_ frame: some Collection<UInt8>) { digest = Hash256(of: digest.bytes, Array(frame)) }

  var check: ArraySlice<UInt8> { digest.bytes[..<FrameChain.checkLength] }
}
