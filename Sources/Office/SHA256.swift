import CNettle
import Records

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

  mutating func finish() -> Hash256 {
    var digest = [UInt8](repeating: 0, count: Hash256.length)
    nettle_sha256_digest(&context, digest.count, &digest)
    return Hash256(digest)!
  }

  /// Returns the hash of an entry after the one before it.
  static func hash(_ previous: Hash256, _ entry: [UInt8]) -> Hash256 {
    var hash = SHA256()
    hash.update(previous.bytes)
    hash.update(entry)
    return hash.finish()
  }
}
