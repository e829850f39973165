/// A file attached to a document. Its content is stored in the office's file under the hash of its bytes.
public struct StoredFile: Codable, Hashable, Sendable {
  public var name: String
  /// SHA-256 of the content, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// In bytes.
  public var size: Int
  public var mediaType: String

  /// The maximum size of a content that is exchanged between offices, in bytes. An act that declares a larger one is
  /// invalid.
  public static let longestCarried = 1 << 30
  /// The largest size that a register stores, in bytes. Other offices may declare any number; larger ones are stored as
  /// this one, so that sizes can be added.
  public static let longest = 1 << 40

  public init(name: String, sha256: String, size: Int, mediaType: String) {
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.mediaType = mediaType
  }
}
