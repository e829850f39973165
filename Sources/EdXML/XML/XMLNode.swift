import Base64Coding
import Vietnamese

/// An element of a message: its local name, its text, its children. Namespaces and attributes say nothing here.
final class XMLNode {
  let name: String
  /// The name in lower case, by which it is found.
  let key: String
  var children: [XMLNode] = []
  var bytes: [UInt8] = []
  /// The content of an attachment is decoded as it comes, and its text is never held.
  var content: Base64?

  init(name: String) {
    self.name = name
    key = name.lowercased()
    content = key == XMLNode.encodedContent ? Base64() : nil
  }

  static let encodedContent = "contenttransferencoded"

  /// One line of clean text.
  var text: String { cleaned(String(decoding: bytes, as: UTF8.self)) }

  /// Clean text with its line ends.
  var lines: String { cleaned(String(decoding: bytes, as: UTF8.self), lines: true) }

  /// The first child of that name.
  subscript(_ key: String) -> XMLNode? { children.first { $0.key == key } }

  func all(_ key: String) -> [XMLNode] { children.filter { $0.key == key } }

  /// The text of the first child of that name that has one.
  func text(_ key: String) -> String {
    for child in children where child.key == key {
      let text = child.text
      if !text.isEmpty { return text }
    }
    return ""
  }

  /// The nearest element of that name below this one.
  func find(_ key: String) -> XMLNode? {
    var level = [self]
    while !level.isEmpty {
      level = level.flatMap(\.children)
      if let found = level.first(where: { $0.key == key }) { return found }
    }
    return nil
  }
}
