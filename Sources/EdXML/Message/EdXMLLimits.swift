/// Upper bounds for a message from outside. Whatever it claims, no more is read.
public struct EdXMLLimits: Equatable, Sendable {
  /// Bytes of the file.
  public var fileBytes = 64 << 20
  /// Bytes of all attachments, decompressed.
  public var attachmentBytes = 128 << 20
  public var attachments = 200
  /// Nesting of elements; the format itself has eight levels.
  public var depth = 64
  /// A document to every agency of the country has about ninety thousand.
  public var elements = 100_000
  /// Bytes of the text of one element that is no attachment.
  public var textBytes = 1 << 20
  /// Bytes of one comment, CDATA section or processing instruction: the parser holds it complete.
  public var sectionBytes = 8 << 20
  /// Bytes of one tag with its attributes.
  public var tagBytes = 8 << 10

  public init() {}

  public static let standard = EdXMLLimits()
}
