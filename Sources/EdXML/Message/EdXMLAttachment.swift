/// A file attached to a document.
public struct EdXMLAttachment: Equatable, Sendable {
  /// The name the clerk sees. Read from a message it is a plain file name: no folders, no control characters, not
  /// empty.
  public var name: String
  /// The type the sender states, or derived from the name where the file was sent packed. The content is not examined.
  public var mediaType: String
  public var note: String
  public var bytes: [UInt8]

  /// Uses the media type of the file name if none is given.
  public init(name: String, mediaType: String? = nil, note: String = "", bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType ?? MediaType.of(name)
    self.note = note
    self.bytes = bytes
  }
}
