import Crypto
import Records

extension Hash256 {
  /// Hashes the parts, one after the other.
  public init(of parts: [UInt8]...) {
    var hash = SHA256()
    for part in parts { part.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    self.init(Array(hash.finalize()))!
  }
}
