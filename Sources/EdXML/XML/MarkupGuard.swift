import Glibc

/// Checks the markup before the parser does: how long each piece is, and that there is no DOCTYPE.
///
/// The parser compares every attribute of an element with those before it, and looks at a tag only when the tag is
/// complete. So a tag of some megabytes would keep it busy for hours. This scan costs as little as searching for `<`.
enum MarkupGuard {
  static func check(_ bytes: [UInt8], limits: EdXMLLimits) throws(EdXMLRefusal) {
    var place = 0
    while let start = find("<", in: bytes, from: place) {
      if starts("<!--", bytes, start) {
        place = try section("<!--", end("-->", bytes, start + 4), from: start, limits)
      } else if starts("<![CDATA[", bytes, start) {
        place = try section("CDATA", end("]]>", bytes, start + 9), from: start, limits)
      } else if starts("<?", bytes, start) {
        place = try section("<?", end("?>", bytes, start + 2), from: start, limits)
      } else if starts("<!", bytes, start) {
        throw .documentType
      } else {
        let close = endOfTag(bytes, start + 1, longest: limits.tagBytes)
        if close - start > limits.tagBytes { throw .tagTooLong(limit: limits.tagBytes) }
        place = close
      }
    }
  }

  private static func section(
    _ name: String, _ end: Int, from start: Int, _ limits: EdXMLLimits
  ) throws(EdXMLRefusal) -> Int {
    guard end - start <= limits.sectionBytes else { throw .textTooLong(element: name, limit: limits.sectionBytes) }
    return end
  }

  /// Returns the place after the `>` of the tag; within quotes a `>` is an ordinary character.
  private static func endOfTag(_ bytes: [UInt8], _ start: Int, longest: Int) -> Int {
    var quote: UInt8 = 0
    var place = start
    let last = min(bytes.count, start + longest + 1)
    while place < last {
      let byte = bytes[place]
      place += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        break
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    return place
  }

  private static func end(_ mark: StaticString, _ bytes: [UInt8], _ start: Int) -> Int {
    var place = start
    while let found = find(mark, in: bytes, from: place) {
      if starts(mark, bytes, found) { return found + mark.utf8CodeUnitCount }
      place = found + 1
    }
    return bytes.count
  }

  /// Finds the next place of the mark's first byte.
  private static func find(_ mark: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes.withUnsafeBytes { raw in
      guard let found = memchr(raw.baseAddress! + start, Int32(mark.utf8Start.pointee), raw.count - start) else {
        return nil
      }
      return UnsafeRawPointer(found) - raw.baseAddress!
    }
  }

  private static func starts(_ mark: StaticString, _ bytes: [UInt8], _ place: Int) -> Bool {
    let count = mark.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    return bytes.withUnsafeBytes { memcmp($0.baseAddress! + place, mark.utf8Start, count) == 0 }
  }
}
