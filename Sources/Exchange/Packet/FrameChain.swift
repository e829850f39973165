/// The hash over everything so far, and the check each frame carries of it.
///
/// The check is the first four bytes of SHA-256(hash so far ‖ frame). A plain sum over each frame would find flipped bits
/// as well, but not a frame that was left out, repeated or moved; and SHA-256 is there anyway. It is no signature: who
/// changes bytes on purpose can make it anew. That is what seals and the chain of the journal are for.
struct FrameChain {
  private(set) var digest: Hash256

  static let checkLength = 4

  init(header: [UInt8]) { digest = Hash256(of: header) }

  /// Takes a frame in: its type, version, length and payload.
  mutating func take(_ frame: some Collection<UInt8>) { digest = Hash256(of: digest.bytes, Array(frame)) }

  var check: ArraySlice<UInt8> { digest.bytes[..<FrameChain.checkLength] }
}
