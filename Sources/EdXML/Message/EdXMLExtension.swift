/// A header element that the standard does not know: `ResponseForTask`, `applicationType`.
///
/// Attributes and namespace are not kept.
public struct EdXMLExtension: Equatable, Sendable {
  public let name: String
  public let text: String
  public let children: [EdXMLExtension]

  /// Returns `nil` when the name has other characters than ASCII letters, digits, `_`, `-` and `.`, or is one of the
  /// standard's own.
  public init?(name: String, text: String, children: [EdXMLExtension] = []) {
    guard let first = name.utf8.first, EdXMLExtension.isLetter(first),
      name.utf8.allSatisfy({ EdXMLExtension.isLetter($0) || (0x2D...0x39).contains($0) && $0 != 0x2F }),
      !EdXMLDocument.headerNames.contains(name.lowercased())
    else { return nil }
    self.name = name
    self.text = text
    self.children = children
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }
}
