import Crypto
import Records

/// A SHA-256: of an entry and all before it, of a file, or of the frames so far.
public struct Hash256: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// The previous hash of a station's first entry.
  public static let zero = Hash256(known: [UInt8](repeating: 0, count: 32))

  /// Returns `nil` unless there are 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
  }

  private init(known bytes: [UInt8]) { self.bytes = bytes }

  /// Hashes the parts, one after the other.
  public init(of parts: [UInt8]...) {
    var hash = SHA256()
    for part in parts { part.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    bytes = Array(hash.finalize())
  }

  public var description: String { bytes.hexadecimal }
}
