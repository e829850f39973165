/// A position in a text: the line, and the letter in it, both from 1.
public struct TextPlace: Equatable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Bytes without a meaning in the page, and their position.
public struct UndecodedBytes: Equatable, Sendable {
  public var place: TextPlace
  public var bytes: [UInt8]

  public init(line: Int, column: Int, bytes: [UInt8]) {
    place = TextPlace(line: line, column: column)
    self.bytes = bytes
  }

  /// `0xC1`, `0xE1 0xBB`.
  public var hexadecimal: String {
    bytes.map { "0x" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}

/// A text that was decoded from bytes.
public struct DecodedText: Equatable, Sendable {
  /// The text, composed (NFC), with U+FFFD in place of bytes without a meaning.
  public var text: String
  /// The first thousand of these bytes, in order.
  public var undecoded: [UndecodedBytes] = []
  /// How many there are in total.
  public var undecodedCount = 0

  public static let mostListed = 1000
}

/// A text being decoded letter by letter: marks are combined with the letter before, and positions are counted.
struct TextUnderWay {
  private(set) var utf8: [UInt8] = []
  private(set) var undecoded: [UndecodedBytes] = []
  private(set) var undecodedCount = 0
  /// The position of the next letter.
  private var line = 1
  private var column = 1
  /// The letter that a mark would go on, and the index of its bytes.
  private var last: UInt32 = 0
  private var lastStart = 0

  init(capacity: Int) { utf8.reserveCapacity(capacity) }

  mutating func put(_ scalar: UInt32) {
    lastStart = utf8.count
    if scalar < 0x80 {
      utf8.append(UInt8(truncatingIfNeeded: scalar))
      if scalar < 0x20 {
        endLine(scalar)
        last = scalar
        return
      }
    } else if scalar < 0x800 {
      utf8.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      utf8.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      utf8.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      utf8.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      utf8.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      append(scalar, to: &utf8)
    }
    last = scalar
    if !isCombiningMark(scalar) { column += 1 }
  }

  private mutating func endLine(_ scalar: UInt32) {
    if scalar == 0x0D || scalar == 0x0A && last != 0x0D {
      line += 1
      column = 1
    } else if scalar != 0x0A {
      column += 1
    }
  }

  /// Appends a combining mark: on the vowel before, or as it is.
  mutating func putMark(_ mark: UInt32) {
    if let vowel = Alphabet.vowel(last), let marked = Alphabet.adding(mark, to: vowel) {
      replaceLast(marked.scalar)
    } else {
      put(mark)
    }
  }

  /// Applies a mark of VNI; returns whether the letter before accepts it.
  mutating func putVNIMark(_ code: UInt16) -> Bool {
    guard var vowel = Alphabet.vowel(last) else { return false }
    let tone = Int(code & 7)
    if code & 24 != 0 {
      guard let shaped = Alphabet.adding(code & 8 != 0 ? 0x0306 : 0x0302, to: vowel) else { return false }
      vowel = shaped
    }
    if tone != 0 {
      guard vowel.tone == 0 else { return false }
      vowel.tone = tone
    }
    replaceLast(vowel.scalar)
    return true
  }

  private mutating func replaceLast(_ scalar: UInt32) {
    utf8.removeLast(utf8.count - lastStart)
    column -= 1
    put(scalar)
  }

  mutating func putUndecoded(_ bytes: [UInt8]) {
    undecodedCount += 1
    if undecoded.count < DecodedText.mostListed {
      undecoded.append(UndecodedBytes(line: line, column: column, bytes: bytes))
    }
    put(0xFFFD)
  }

  /// Returns the complete text, composed.
  func decoded(composing: Bool = true) -> DecodedText {
    let text = String(decoding: utf8, as: UTF8.self)
    return DecodedText(
      text: composing ? composed(text) : text, undecoded: undecoded, undecodedCount: undecodedCount)
  }
}
