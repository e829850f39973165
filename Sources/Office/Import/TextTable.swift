import Records
import Vietnamese
import Wording

/// A table as spreadsheets write it, read record by record: RFC 4180, with `,`, `;` or tab between the cells, quotes,
/// line ends inside quotes, CRLF or LF, and a byte order mark.
struct TextTable: Sequence, IteratorProtocol {
  struct Record {
    /// The line of the file on which the record begins, from 1.
    var line: Int
    var cells: [String]

    var isEmpty: Bool { cells.allSatisfy { $0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } } }
  }

  /// The code page in which the table was read.
  let encoding: TextEncoding
  private let bytes: [UInt8]
  private let separator: UInt8
  private var index = 0
  private var line = 1

  /// - Parameter encoding: the code page, if it is known; `nil` to detect it.
  /// - Throws: `ImportRefusal` if the bytes are not text, or contain nothing; `EncodingRefusal` if their code page is
  ///   not certain, or if some bytes mean nothing in it.
  init(_ bytes: [UInt8], encoding: TextEncoding? = nil) throws {
    let text: [UInt8]
    (text, self.encoding) = try TextTable.utf8(bytes, encoding)
    guard text.contains(where: { $0 > 0x20 }) else { throw ImportRefusal.empty }
    self.bytes = text
    separator = TextTable.separator(text)
  }

  /// The part of the table that has been read, 0 to 1.
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

  /// Reads one cell, up to the character that ends it.
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
    // Text after the closing quote belongs to the cell.
    while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D {
      cell.append(bytes[index])
      index += 1
    }
    return String(decoding: cell, as: UTF8.self)
  }

  /// Returns the separator that is most frequent at the beginning of the text (4,096 bytes), outside quotes.
  private static func separator(_ text: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [0x2C: 0, 0x3B: 0, 0x09: 0]
    var isQuoted = false
    for byte in text.prefix(4_096) {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, counts[byte] != nil { counts[byte]! += 1 }
    }
    return [0x09, 0x3B, 0x2C].max { counts[$0]! < counts[$1]! }!
  }

  /// Returns the text as UTF-8, without a byte order mark, and the code page it was in.
  private static func utf8(_ bytes: [UInt8], _ known: TextEncoding?) throws -> ([UInt8], TextEncoding) {
    let option = "--encoding"
    let detection = known.map { Detection(encoding: $0) } ?? TextEncoding.detect(bytes)
    guard let encoding = detection.encoding, detection.isSure else {
      throw EncodingRefusal.unsure(detection, option: option)
    }
    let decoded = encoding.decode(bytes)
    guard let first = decoded.undecoded.first else { return (Array(decoded.text.utf8), encoding) }
    if encoding == TextEncoding(.utf8) {
      throw ImportRefusal.notUTF8(line: first.place.line, column: first.place.column, byte: first.bytes[0])
    }
    throw EncodingRefusal.undecoded(
      first, count: decoded.undecodedCount, encoding, option: option, mayReplace: false)
  }
}
