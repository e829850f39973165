/// Whether the text of an act is in the one form that every program writes, byte by byte: one object with one name; no
/// white space between tokens, no letter as `\u0041`, no name twice in one object, only ASCII letters, digits and `_`
/// in names, no second spelling of a number, no zero byte.
///
/// SQLite and the decoder read any other JSON differently, and a search by the first letters of an act would not find
/// it. So neither the hub nor another station accepts it.
extension StoredAct {
  public static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = PlainScanner(bytes: bytes)
      return scanner.object() == 1 && scanner.place == bytes.count
    }
  }
}

/// Reads one JSON value (RFC 8259) without white space.
private struct PlainScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var place = 0
  var depth = 0

  /// No act is nested deeper and no object has more names. The limits bound the work: each name is compared with those
  /// before it.
  private static let deepest = 32
  private static let mostNames = 64

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func consume(_ word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount where !consume(word.utf8Start[offset]) { return false }
    return true
  }

  mutating func value() -> Bool {
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: "{"): return object() != nil
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string() != nil
    case UInt8(ascii: "t"): return consume("true")
    case UInt8(ascii: "f"): return consume("false")
    case UInt8(ascii: "n"): return consume("null")
    default: return number()
    }
  }

  /// Returns the number of names in the object.
  mutating func object() -> Int? {
    guard enter(UInt8(ascii: "{")) else { return nil }
    defer { depth -= 1 }
    if consume(UInt8(ascii: "}")) { return 0 }
    var names: [Range<Int>] = []
    repeat {
      guard names.count < PlainScanner.mostNames, let name = string(), !name.isEmpty, bytes[name].allSatisfy(isOfName),
        !names.contains(where: { bytes[$0].elementsEqual(bytes[name]) }), consume(UInt8(ascii: ":")), value()
      else { return nil }
      names.append(name)
    } while consume(UInt8(ascii: ","))
    return consume(UInt8(ascii: "}")) ? names.count : nil
  }

  /// Other letters are refused: two such names may be equal to Swift and different to SQLite.
  private func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func array() -> Bool {
    guard enter(UInt8(ascii: "[")) else { return false }
    defer { depth -= 1 }
    if consume(UInt8(ascii: "]")) { return true }
    repeat { guard value() else { return false } } while consume(UInt8(ascii: ","))
    return consume(UInt8(ascii: "]"))
  }

  private mutating func enter(_ byte: UInt8) -> Bool {
    depth += 1
    return depth <= PlainScanner.deepest && consume(byte)
  }

  /// Returns the position of the text between the quotation marks.
  private mutating func string() -> Range<Int>? {
    guard consume(UInt8(ascii: "\"")) else { return nil }
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        return start..<place - 1
      case UInt8(ascii: "\\"): guard escape() else { return nil }
      case ..<0x20: return nil
      default: place += 1
      }
    }
    return nil
  }

  /// Accepts the short escapes, and `\u` only for control characters that have no short one, never for zero.
  private mutating func escape() -> Bool {
    guard place + 1 < bytes.count else { return false }
    switch bytes[place + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      place += 2
      return true
    case UInt8(ascii: "u"):
      guard place + 6 <= bytes.count, bytes[place + 2..<place + 6].allSatisfy(isHexadecimal),
        let code = UInt16(String(decoding: bytes[place + 2..<place + 6], as: UTF8.self), radix: 16), code > 0,
        code < 0x20 || (0x7F...0x9F).contains(code)
      else { return false }
      place += 6
      return true
    default: return false
    }
  }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  /// Accepts an integer or a decimal fraction, without redundant zeros and without an exponent.
  private mutating func number() -> Bool {
    let isNegative = consume(UInt8(ascii: "-"))
    let whole = digits()
    guard let first = whole.first, whole.count == 1 || bytes[first] != UInt8(ascii: "0") else { return false }
    let isZero = bytes[first] == UInt8(ascii: "0")
    guard consume(UInt8(ascii: ".")) else { return !(isNegative && isZero) }
    return digits().last.map { bytes[$0] != UInt8(ascii: "0") } ?? false
  }

  private mutating func digits() -> Range<Int> {
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
    return start..<place
  }
}
