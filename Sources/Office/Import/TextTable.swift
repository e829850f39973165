import Records
import Wording

/// A table as spreadsheets write it, read record by record: RFC 4180, with `,`, `;` or tab between the cells, quotes, line ends
/// inside quotes, CRLF or LF, and a byte order mark.
struct TextTable: Sequence, IteratorProtocol {
  struct Record {
    /// The line of the file on which it begins, from 1.
    var line: Int
    var cells: [String]

    var isEmpty: Bool { cells.allSatisfy { $0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } } }
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private var index = 0
  private var line = 1

  /// - Throws: `ImportRefusal` when the bytes are no text, or a table of nothing.
  init(_ bytes: [UInt8]) throws {
    let text = try TextTable.utf8(bytes)
    guard text.contains(where: { $0 > 0x20 }) else { throw ImportRefusal.empty }
    self.bytes = text
    separator = TextTable.separator(text)
  }

  /// How far the reading has come, 0 to 1.
  var progress: Double { bytes.isEmpty ? 1 : Double(index) / Double(bytes.count) }

  mutating func next() -> Record? {
    guard index < bytes.count else { return nil }
    var record = Record(line: line, cells: [])
    while true {
      record.cells.append(cell())
      guard index < bytes.count else { return record }
      let byte = bytes[index]
      index += 1
      if byte == separator { continue }
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      line += 1
      return record
    }
  }

  /// One cell; stops before what ends it.
  private mutating func cell() -> String {
    if index < bytes.count, bytes[index] == 0x22 { return quotedCell() }
    let start = index
    while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quotedCell() -> String {
    var cell: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x22 {
        guard index < bytes.count, bytes[index] == 0x22 else { break }
        index += 1
      }
      if byte == 0x0A { line += 1 }
      cell.append(byte)
    }
    // What stands behind the closing quote belongs to the cell.
    while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D {
      cell.append(bytes[index])
      index += 1
    }
    return String(decoding: cell, as: UTF8.self)
  }

  /// What stands most often in the first lines, outside of quotes.
  private static func separator(_ text: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [0x2C: 0, 0x3B: 0, 0x09: 0]
    var isQuoted = false
    for byte in text.prefix(4_096) {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, counts[byte] != nil { counts[byte]! += 1 }
    }
    return [0x09, 0x3B, 0x2C].max { counts[$0]! < counts[$1]! }!
  }

  /// UTF-8 without a mark, from UTF-8 or UTF-16 with one (what Excel calls “Unicode text”).
  private static func utf8(_ bytes: [UInt8]) throws -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
      guard let text = String(validating: units, as: UTF16.self) else { throw ImportRefusal.brokenUTF16 }
      return Array(text.utf8)
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let index = firstBrokenByte(text) else { return text }
    let before = text[..<index]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = String(decoding: text[lineStart..<index], as: UTF8.self).count + 1
    throw ImportRefusal.notUTF8(line: before.count { $0 == 0x0A } + 1, column: column, byte: text[index])
  }

  private static func firstBrokenByte(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var index = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): index += scalar.count
      case .error, .emptyInput: return index
      }
    }
  }
}
