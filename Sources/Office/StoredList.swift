import Foundation

/// A short list inside one column, as JSON.
enum StoredList {
  static func text(of list: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(list), as: UTF8.self)
  }

  static func list<Element: Decodable>(from text: String) throws -> [Element] {
    // Most books name no types, and they are read for every number.
    if text == "[]" { return [] }
    return try JSONDecoder().decode([Element].self, from: Data(text.utf8))
  }
}
