/// Whether an act is written as every program writes it, byte by byte: one object of one name, its word; no blank between its words, no
/// letter spelt out as `\u0041`, no name twice in one object, no name but of letters and digits, no number in a second spelling, no zero byte.
///
/// SQLite and the decoder read JSON differently where it is not so, and what is looked up by the first letters of an act would not be
/// found; so neither the hub nor another station takes it.
extension StoredAct {
  public static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = PlainScanner(bytes: bytes)
      return scanner.object() == 1 && scanner.place == bytes.count
    }
  }
}

/// Reads one value of JSON (RFC 8259) without blanks.
private struct PlainScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var place = 0
  var depth = 0

  /// No act nests so deep, and no object has so many names: each is held against those before it.
  private static let deepest = 32
  private static let mostNames = 64

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[offset]) { return false }
    return true
  }

  mutating func value() -> Bool {
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: "{"): return object() != nil
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string() != nil
    case UInt8(ascii: "t"): return take("true")
    case UInt8(ascii: "f"): return take("false")
    case UInt8(ascii: "n"): return take("null")
    default: return number()
    }
  }

  /// Gives how many names it has.
  mutating func object() -> Int? {
    guard enter(UInt8(ascii: "{")) else { return nil }
    defer { depth -= 1 }
    if take(UInt8(ascii: "}")) { return 0 }
    var names: [Range<Int>] = []
    repeat {
      guard names.count < PlainScanner.mostNames, let name = string(), !name.isEmpty, bytes[name].allSatisfy(isOfName),
        !names.contains(where: { bytes[$0].elementsEqual(bytes[name]) }), take(UInt8(ascii: ":")), value()
      else { return nil }
      names.append(name)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? names.count : nil
  }

  /// Two names of other letters may be one to Swift and two to SQLite.
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
    if take(UInt8(ascii: "]")) { return true }
    repeat { guard value() else { return false } } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  private mutating func enter(_ byte: UInt8) -> Bool {
    depth += 1
    return depth <= PlainScanner.deepest && take(byte)
  }

  /// Gives where the text between the quotation marks lies.
  private mutating func string() -> Range<Int>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
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

  /// The short ones; `\u` for control characters that have no other, and never for zero.
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

  /// A whole number or a decimal fraction, without zeros that say nothing and without an exponent.
  private mutating func number() -> Bool {
    let isNegative = take(UInt8(ascii: "-"))
    let whole = digits()
    guard let first = whole.first, whole.count == 1 || bytes[first] != UInt8(ascii: "0") else { return false }
    let isZero = bytes[first] == UInt8(ascii: "0")
    guard take(UInt8(ascii: ".")) else { return !(isNegative && isZero) }
    return digits().last.map { bytes[$0] != UInt8(ascii: "0") } ?? false
  }

  private mutating func digits() -> Range<Int> {
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
    return start..<place
  }
}
