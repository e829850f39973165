import Base64Coding
import Glibc

/// Finds the files in an e-mail (RFC 5322, MIME: RFC 2045–2046) that begin with certain bytes, whatever servers and
/// people did to it: other line ends and line lengths, headers added and folded, text before and after, an e-mail
/// forwarded inside another.
///
/// It looks at the structure alone; file names are not read, because they are not trusted. Time and memory are bounded
/// by the length of the e-mail; what nests deeper or has more parts than any sensible e-mail is ignored.
public struct MailReader {
  /// The longest e-mail that is read, in bytes: what mail servers let pass, with room for several files in one.
  public static let longest = 40_000_000
  private static let depth = 8
  private static let mostParts = 500
  private static let header = 262_144

  private let magic: [UInt8]
  private var parts = 0
  private var found: [[UInt8]] = []

  private init(_ magic: [UInt8]) { self.magic = magic }

  /// Returns the files, in their order.
  public static func files(in letter: [UInt8], beginningWith magic: [UInt8]) -> [[UInt8]] {
    guard letter.count <= longest else { return [] }
    var reader = MailReader(magic)
    // Some programs save an e-mail with an empty line or a UTF-8 byte order mark at the very beginning.
    let start = letter.firstIndex { ![0x0D, 0x0A, 0xEF, 0xBB, 0xBF].contains($0) } ?? letter.count
    letter.withUnsafeBufferPointer { reader.readLetter($0, start..<$0.count, depth: 0) }
    return reader.found
  }

  /// Reads header, empty line, body: of an entire e-mail, or of a part of one.
  private mutating func readLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, depth: Int) {
    parts += 1
    guard depth <= MailReader.depth, parts <= MailReader.mostParts else { return }
    guard let (header, body) = MailHeader.read(bytes, range, atMost: MailReader.header) else { return }
    if header.type.hasPrefix("multipart/") {
      guard let boundary = header.boundary else { return }
      for part in parts(of: bytes, body, between: Array("--\(boundary)".utf8)) {
        readLetter(bytes, part, depth: depth + 1)
      }
    } else if header.type.hasPrefix("message/") {
      switch header.encoding {
      case .none: readLetter(bytes, body, depth: depth + 1)
      // Not allowed by the standard, but seen in practice.
      case .base64: readInner(Base64.decoded(bytes, body), depth: depth + 1)
      case .quotedPrintable: readInner(QuotedPrintable.decoded(bytes, body), depth: depth + 1)
      }
    } else {
      readFile(bytes, body, header.encoding)
    }
  }

  private mutating func readInner(_ letter: [UInt8], depth: Int) {
    letter.withUnsafeBufferPointer { readLetter($0, 0..<$0.count, depth: depth) }
  }

  /// Decodes a file only if it begins with `magic`.
  private mutating func readFile(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: Range<Int>, _ encoding: MailHeader.Encoding
  ) {
    switch encoding {
    case .base64:
      let start = body.lowerBound..<min(body.upperBound, body.lowerBound + 400)
      if Base64.decoded(bytes, start, most: magic.count) == magic { found.append(Base64.decoded(bytes, body)) }
    case .quotedPrintable:
      if bytes[body].starts(with: magic) { found.append(QuotedPrintable.decoded(bytes, body)) }
    case .none:
      if bytes[body].starts(with: magic) { found.append(Array(bytes[body])) }
    }
  }

  /// Returns what is between the boundary lines; to the end, where the last one is missing.
  private func parts(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: Range<Int>, between boundary: [UInt8]
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    var place = body.lowerBound
    while place < body.upperBound {
      let line = bytes.line(at: place, in: body)
      if let isLast = isBoundary(bytes, line, boundary) {
        if let start {
          // The line end before the boundary belongs to it.
          var end = place
          if end > start, bytes[end - 1] == 0x0A { end -= 1 }
          if end > start, bytes[end - 1] == 0x0D { end -= 1 }
          ranges.append(start..<end)
        }
        start = isLast ? nil : line.upperBound
        if isLast || ranges.count > MailReader.mostParts { return ranges }
      }
      place = line.upperBound
    }
    if let start { ranges.append(start..<body.upperBound) }
    return ranges
  }

  /// Whether the line is the boundary, and if so whether it is the last one.
  private func isBoundary(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ boundary: [UInt8]) -> Bool? {
    guard line.count >= boundary.count, bytes[line.lowerBound] == UInt8(ascii: "-"),
      memcmp(bytes.baseAddress! + line.lowerBound, boundary, boundary.count) == 0
    else { return nil }
    var rest = Array(bytes[(line.lowerBound + boundary.count)..<line.upperBound])
    while let last = rest.last, last == 0x0A || last == 0x0D || last == 0x20 || last == 0x09 { rest.removeLast() }
    return rest.isEmpty ? false : rest == Array("--".utf8) ? true : nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the line that begins at `place`, with its end.
  func line(at place: Int, in range: Range<Int>) -> Range<Int> {
    guard let end = memchr(baseAddress! + place, 0x0A, range.upperBound - place) else {
      return place..<range.upperBound
    }
    return place..<(UnsafePointer(end.assumingMemoryBound(to: UInt8.self)) - baseAddress! + 1)
  }
}
