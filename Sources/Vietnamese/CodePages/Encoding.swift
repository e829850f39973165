/// A letter that a page cannot represent, and its position.
public struct UnwritableLetter: Equatable, Sendable {
  public var place: TextPlace
  public var letter: Character

  public init(line: Int, column: Int, letter: Character) {
    place = TextPlace(line: line, column: column)
    self.letter = letter
  }
}

/// A text encoded in a page.
public struct EncodedText: Equatable, Sendable {
  /// The bytes, with `?` for what the page cannot represent.
  public var bytes: [UInt8] = []
  /// The first thousand letters it cannot represent, in order.
  public var unwritable: [UnwritableLetter] = []
  /// How many there are in total.
  public var unwritableCount = 0
  /// The number of capitals with a tone written as the byte of the small letter, because the page has no other: they
  /// need a font of capitals.
  public var loweredCapitals = 0
}

extension CodePage {
  /// Encodes a text in this page. What the page cannot represent is reported; UTF-16 begins with a byte order mark.
  public func encode(_ text: String) -> EncodedText {
    switch self {
    case .utf8: EncodedText(bytes: Array(composed(text).utf8))
    case .utf16LittleEndian: EncodedText(bytes: utf16(text) { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
    case .utf16BigEndian: EncodedText(bytes: utf16(text) { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] })
    case .viqr: encodeVIQR(text)
    case .tcvn3, .tcvn5712, .vni, .viscii, .vps, .cp1258: encodeLetters(text)
    }
  }

  private func utf16(_ text: String, _ bytes: (UInt16) -> [UInt8]) -> [UInt8] {
    bytes(0xFEFF) + composed(text).utf16.flatMap(bytes)
  }

  private func encodeLetters(_ text: String) -> EncodedText {
    guard let table else { return EncodedText() }
    var result = EncodedText()
    result.bytes.reserveCapacity(text.utf8.count)
    var places = PlaceCounter()
    for scalar in composed(text).unicodeScalars {
      let code = table.code(scalar.value)
      if code == 0, scalar.value != 0 {
        places.refuse(scalar, &result)
      } else {
        if code > 0xFF { result.bytes.append(UInt8(code >> 8)) }
        result.bytes.append(UInt8(truncatingIfNeeded: code))
        if table.sharing != .none, scalar.value >= 0xC0, table.isShared(scalar.value) { result.loweredCapitals += 1 }
      }
      places.pass(scalar.value)
    }
    return result
  }
}

extension PageTable {
  /// Whether a capital has a byte that is read as the small letter.
  fileprivate func isShared(_ scalar: UInt32) -> Bool {
    guard let vowel = Alphabet.vowel(scalar), vowel.isUpper else { return false }
    return meaning[Int(code(scalar))] != UInt16(scalar)
  }
}

/// Follows a text and counts lines and letters.
struct PlaceCounter {
  private var place = TextPlace(line: 1, column: 1)
  private var last: UInt32 = 0

  mutating func pass(_ scalar: UInt32) {
    if scalar == 0x0D || scalar == 0x0A && last != 0x0D {
      place = TextPlace(line: place.line + 1, column: 1)
    } else if scalar != 0x0A, !isCombiningMark(scalar) {
      place.column += 1
    }
    last = scalar
  }

  /// Reports the letter at this position and writes `?`.
  func refuse(_ scalar: Unicode.Scalar, _ result: inout EncodedText) {
    result.bytes.append(UInt8(ascii: "?"))
    result.unwritableCount += 1
    if result.unwritable.count < DecodedText.mostListed {
      result.unwritable.append(
        UnwritableLetter(line: place.line, column: place.column, letter: Character(scalar)))
    }
  }
}
