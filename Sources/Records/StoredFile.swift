/// A file beside a document: its content lives in the office's file under the hash of its bytes.
public struct StoredFile: Codable, Hashable, Sendable {
  public var name: String
  /// SHA-256 of the content, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// Bytes.
  public var size: Int
  public var mediaType: String

  /// No longer content is carried between offices, in bytes: who writes of one writes wrongly.
  public static let longestCarried = 1 << 30
  /// What others write may be any number: in the register a content is no longer than this, so that sizes can be reckoned with.
  public static let longest = 1 << 40

  public init(name: String, sha256: String, size: Int, mediaType: String) {
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.mediaType = mediaType
  }
}
