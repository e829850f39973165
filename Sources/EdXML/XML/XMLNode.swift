import Base64Coding
import Vietnamese

/// An element of a message: local name, text, children. Namespaces and attributes are ignored.
final class XMLNode {
  let name: String
  /// The name in lower case, for look-ups.
  let key: String
  var children: [XMLNode] = []
  var bytes: [UInt8] = []
  /// The content of an attachment, decoded while it is parsed; its text is never stored.
  var content: Base64?

  init(name: String) {
    self.name = name
    key = name.lowercased()
    content = key == XMLNode.encodedContent ? Base64() : nil
  }

  static let encodedContent = "contenttransferencoded"

  /// The cleaned text on one line.
  var text: String { cleaned(String(decoding: bytes, as: UTF8.self)) }

  /// The cleaned text with its line breaks.
  var lines: String { cleaned(String(decoding: bytes, as: UTF8.self), lines: true) }

  /// Returns the first child of that name.
  subscript(_ key: String) -> XMLNode? { children.first { $0.key == key } }

  func all(_ key: String) -> [XMLNode] { children.filter { $0.key == key } }

  /// Returns the text of the first child of that name that has any.
  func text(_ key: String) -> String {
    for child in children where child.key == key {
      let text = child.text
      if !text.isEmpty { return text }
    }
    return ""
  }

  /// Returns the nearest element of that name below this one.
  func find(_ key: String) -> XMLNode? {
    var level = [self]
    while !level.isEmpty {
      level = level.flatMap(\.children)
      if let found = level.first(where: { $0.key == key }) { return found }
    }
    return nil
  }
}
