/// A file that travels with a document.
public struct EdXMLAttachment: Equatable, Sendable {
  /// As the clerk sees it. Read from a message it is a plain file name: no folders, no control characters, not empty.
  public var name: String
  /// What the sender says it is, or what the name says where it was sent packed. Nobody looked inside.
  public var mediaType: String
  public var note: String
  public var bytes: [UInt8]

  /// Without a media type, the one that goes with the name.
  public init(name: String, mediaType: String? = nil, note: String = "", bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType ?? MediaType.of(name)
    self.note = note
    self.bytes = bytes
  }
}
