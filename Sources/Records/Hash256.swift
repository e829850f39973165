/// A SHA-256: of an entry and all before it, of a file, or of the frames of a packet so far. It is computed where a
/// library for it is linked.
public struct Hash256: Hashable, Sendable, CustomStringConvertible {
  /// How many bytes it has.
  public static let length = 32

  /// 32 bytes.
  public let bytes: [UInt8]

  /// The hash before a station's first entry.
  public static let zero = Hash256(known: [UInt8](repeating: 0, count: length))

  /// Returns `nil` unless there are 32 bytes. They are not copied.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Hash256.length else { return nil }
    self.bytes = bytes
  }

  /// Returns `nil` unless there are 32 bytes.
  @inlinable
  public init?(_ bytes: some Collection<UInt8>) { self.init(Array(bytes)) }

  /// Returns `nil` unless there are 64 lower-case hexadecimal digits.
  public init?(hexadecimal text: String) {
    guard let bytes = [UInt8](hexadecimal: text) else { return nil }
    self.init(bytes)
  }

  private init(known bytes: [UInt8]) { self.bytes = bytes }

  public var description: String { bytes.hexadecimal }
}
