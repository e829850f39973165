/// Whether an act is written as every program writes it, byte by byte: no blank between its words, no letter spelt out as `\u0041`, no
/// name twice in one object, no zero byte.
///
/// SQLite and the decoder read JSON differently where it is not so, and what is looked up by the first letters of an act would not be
/// found; so neither the hub nor another station takes it.
extension StoredAct {
  public static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = PlainScanner(bytes: bytes)
      return scanner.value() && scanner.place == bytes.count
    }
  }
}

/// Reads one value of JSON (RFC 8259) without blanks.
private struct PlainScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var place = 0
  var depth = 0

  /// No act nests so deep.
  private static let deepest = 32

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
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string() != nil
    case UInt8(ascii: "t"): return take("true")
    case UInt8(ascii: "f"): return take("false")
    case UInt8(ascii: "n"): return take("null")
    default: return number()
    }
  }

  private mutating func object() -> Bool {
    guard enter(UInt8(ascii: "{")) else { return false }
    defer { depth -= 1 }
    if take(UInt8(ascii: "}")) { return true }
    var names: [Range<Int>] = []
    repeat {
      guard let name = string(), !names.contains(where: { bytes[$0].elementsEqual(bytes[name]) }),
        take(UInt8(ascii: ":")), value()
      else { return false }
      names.append(name)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
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
      guard place + 6 <= bytes.count,
        let code = UInt16(String(decoding: bytes[place + 2..<place + 6], as: UTF8.self), radix: 16), code > 0,
        code < 0x20 || (0x7F...0x9F).contains(code)
      else { return false }
      place += 6
      return true
    default: return false
    }
  }

  private mutating func number() -> Bool {
    let start = place
    while place < bytes.count, isOfNumber(bytes[place]) { place += 1 }
    return place > start
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
