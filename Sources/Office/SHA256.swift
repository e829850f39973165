import CNettle

/// SHA-256 (FIPS 180-4), computed in parts: the hash of the journal's chain and the name of a file's content.
struct SHA256 {
  private var context = sha256_ctx()

  init() { nettle_sha256_init(&context) }

  mutating func update(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable {
      nettle_sha256_update(&context, $0.count, $0.baseAddress)
    }
    if done == nil { update(Array(bytes)) }
  }

  /// Returns the 32 bytes of the hash.
  mutating func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    nettle_sha256_digest(&context, digest.count, &digest)
    return digest
  }

  static func hash(_ parts: [UInt8]...) -> [UInt8] {
    var hash = SHA256()
    for part in parts { hash.update(part) }
    return hash.finish()
  }
}
