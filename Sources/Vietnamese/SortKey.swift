/// Returns a key whose bytes, compared plainly (`memcmp`, SQLite's BLOBs), sort as a Vietnamese dictionary does.
///
/// **Letters**: a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z; each is a letter of its own, so all
/// of `da…`, `dy…` are before `đa…`. **Tones**: none, huyền, hỏi, ngã, sắc, nặng (the order of CLDR/ICU `vi`).
/// **Numbers** by value, before letters: `Khu 2` before `Khu 10`. Spaces and signs separate words and have no other
/// effect: `15/QĐ-UBND` is three words, `“Tháng thanh niên”` is sorted under T. Letters of other scripts come last, by
/// code point; foreign marks (`ñ`) count in the last tie-break only.
///
/// The order is **syllable by syllable**, as in a dictionary, not first all letters of the text and then all tones, as
/// in ICU: `ca`, `ca ăn`, `ca bò`, `cà`, `cà ăn`, `cá`. Texts that begin with the same word are adjacent, so a reader
/// who looks for *Hòa* looks in one place only; and the beginning of a key is the key of the beginning, so a truncated
/// key still sorts right as far as it reaches. (A truncated key of ICU's kind contains no tones at all.)
///
/// The key is the same for composed and decomposed letters. Texts that differ in case, in signs or in the position of
/// the tone (`hòa`, `hoà`) have the same words and are distinguished only after all words: lower case before upper,
/// then by code point. So the order is total: two texts with the same key are the same text.
public func sortKey(_ text: String) -> [UInt8] {
  var text = composed(text)
  return text.withUTF8 { bytes in
    var writer = SortKeyWriter(capacity: 2 * bytes.count + 8, recordsCase: true)
    writer.write(bytes)
    writer.key.append(SortByte.end)
    writer.key.append(contentsOf: writer.packedCase)
    writer.key.append(SortByte.end)
    writer.key.append(contentsOf: bytes)
    return writer.key
  }
}

/// Returns the words of `sortKey` without its tie-breaks, at most `most` bytes long: the same for every spelling of a
/// name (`UBND xã Hòa An`, `ubnd xã Hoà An`), for lists that sort equal names by something else.
///
/// A truncated key sorts by as many words as it contains; texts that agree that far are equal.
public func wordSortKey(_ text: String, most: Int = .max) -> [UInt8] {
  var text = composed(text)
  return text.withUTF8 { bytes in
    var writer = SortKeyWriter(capacity: min(bytes.count, most) + 8, recordsCase: false)
    writer.write(bytes, most: most)
    if writer.key.count > most { writer.key.removeLast(writer.key.count - most) }
    return writer.key
  }
}

/// The bytes of keys. Lower ones sort first, so a text sorts before every longer text that begins with it.
enum SortByte {
  /// After the last word, before the tie-breaks.
  static let end: UInt8 = 0x00
  static let space: UInt8 = 0x01
  /// After the letters of a word: 0 none (only if another tone follows), 1 huyền … 5 nặng.
  static let tones: UInt8 = 0x02
  /// Followed by the number of digits and the digits.
  static let number: UInt8 = 0x08
  /// a, ă, â … z: 33 letters.
  static let letters: UInt8 = 0x10
  /// Followed by the three bytes of a code point.
  static let otherScript: UInt8 = 0xF0
}

/// Writes the words of a text one after the other.
private struct SortKeyWriter {
  var key: [UInt8] = []
  private let recordsCase: Bool
  /// One bit for each letter, seven letters in a byte, the first one highest; the top bit keeps every byte above `end`.
  private(set) var packedCase: [UInt8] = []
  private var letterCount = 0
  private var owesSpace = false
  private var isInWord = false
  /// The tones of the word, one for each run of vowels, or more if a run has several.
  private var tones: [UInt8] = []
  private var isInVowels = false
  private var digits: [UInt8] = []

  init(capacity: Int, recordsCase: Bool) {
    self.recordsCase = recordsCase
    key.reserveCapacity(capacity)
    tones.reserveCapacity(8)
  }

  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, most: Int = .max) {
    var index = 0
    while index < bytes.count, key.count <= most {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        writeNumber(bytes, &index)
        continue
      }
      let scalar = decodedScalar(bytes, &index)
      if Alphabet.hasSlot(scalar) {
        let code = SortLetters.codes[SortLetters.slot(scalar)]
        if code != 0 {
          writeLetter(code)
        } else if scalar >= 0x20, scalar < 0x7F {
          endWord()
        } else {
          writeOther(scalar)
        }
      } else {
        writeOther(scalar)
      }
    }
    closeWord()
  }

  private mutating func beginWord() {
    guard !isInWord else { return }
    if owesSpace, !key.isEmpty { key.append(SortByte.space) }
    owesSpace = false
    isInWord = true
  }

  /// Writes the tones after the letters: `ca` < `cà` < `cá` < `cai`.
  private mutating func closeWord() {
    guard isInWord else { return }
    while tones.last == SortByte.tones { tones.removeLast() }
    key.append(contentsOf: tones)
    tones.removeAll(keepingCapacity: true)
    isInWord = false
    isInVowels = false
  }

  private mutating func endWord() {
    closeWord()
    owesSpace = true
  }

  private mutating func writeLetter(_ code: UInt16) {
    beginWord()
    key.append(SortByte.letters + UInt8(code & 0x3F) - 1)
    if recordsCase { record(isUpper: code & SortLetters.upper != 0) }
    guard code & SortLetters.vowel != 0 else {
      isInVowels = false
      return
    }
    let tone = SortByte.tones + UInt8(code >> 8 & 7)
    if !isInVowels {
      tones.append(tone)
    } else if tone != SortByte.tones {
      if tones.last == SortByte.tones { tones[tones.count - 1] = tone } else { tones.append(tone) }
    }
    isInVowels = true
  }

  private mutating func record(isUpper: Bool) {
    let place = letterCount / 7
    if isUpper {
      while packedCase.count <= place { packedCase.append(0x80) }
      packedCase[place] |= 0x40 >> UInt8(letterCount % 7)
    }
    letterCount += 1
  }

  /// Writes a number as a word of its own; leading zeros count in the last tie-break only.
  private mutating func writeNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    endWord()
    beginWord()
    key.append(SortByte.number)
    digits.removeAll(keepingCapacity: true)
    while index < bytes.count {
      var next = index
      let scalar = decodedScalar(bytes, &next)
      if scalar >= 0x30, scalar <= 0x39 {
        if scalar != 0x30 || !digits.isEmpty { digits.append(UInt8(scalar)) }
      } else if !isNothing(scalar) {
        break
      }
      index = next
    }
    var count = digits.count
    while count >= 0xFF {
      key.append(0xFF)
      count -= 0xFF
    }
    key.append(UInt8(count))
    key.append(contentsOf: digits)
    endWord()
  }

  /// Whether a scalar is ignored, being a mark that does not go with a letter, or invisible: it does not separate
  /// words.
  private func isNothing(_ scalar: UInt32) -> Bool { isCombiningMark(scalar) || isInvisible(scalar) }

  private mutating func writeOther(_ scalar: UInt32) {
    if isNothing(scalar) { return }
    guard let properties = Unicode.Scalar(scalar)?.properties,
      properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
    else { return endWord() }
    beginWord()
    isInVowels = false
    let lowered = properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
    key.append(SortByte.otherScript)
    key.append(UInt8(truncatingIfNeeded: lowered >> 16))
    key.append(UInt8(truncatingIfNeeded: lowered >> 8))
    key.append(UInt8(truncatingIfNeeded: lowered))
    if recordsCase { record(isUpper: lowered != scalar) }
  }
}

/// By slot, the properties of each Latin letter in a key: index in the alphabet from 1, vowel or not, case, tone.
private enum SortLetters {
  static let vowel: UInt16 = 0x40
  static let upper: UInt16 = 0x80

  static func slot(_ scalar: UInt32) -> Int { scalar < 0x0260 ? Int(scalar) : Int(scalar - 0x1E00) + 0x0260 }

  static let codes: [UInt16] = {
    let alphabet = Array("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".unicodeScalars.map(\.value))
    func place(_ scalar: UInt32) -> UInt16 { UInt16(alphabet.firstIndex(of: scalar)! + 1) }
    var codes = [UInt16](repeating: 0, count: 0x0360)
    for scalar in UInt32(0)..<0x1F00 where Alphabet.hasSlot(scalar) {
      if let letter = Alphabet.vowel(scalar) {
        let plain = Alphabet.Vowel(shape: letter.shape, tone: 0, isUpper: false).scalar
        codes[slot(scalar)] = place(plain) | vowel | UInt16(letter.tone) << 8 | (letter.isUpper ? upper : 0)
      } else if scalar == 0x0110 || scalar == 0x0111 {
        codes[slot(scalar)] = place(0x0111) | (scalar == 0x0110 ? upper : 0)
      } else {
        // A foreign letter with a mark counts as its plain letter.
        let isASCII = scalar >= 0x41 && scalar <= 0x5A || scalar >= 0x61 && scalar <= 0x7A
        let letter = isASCII ? UInt8(scalar) | 0x20 : Alphabet.plainLetter(scalar)
        guard letter != 0 else { continue }
        let isUpper = Unicode.Scalar(scalar)?.properties.isUppercase == true
        codes[slot(scalar)] = place(UInt32(letter)) | (isUpper ? upper : 0)
      }
    }
    // Foreign vowels (ü, ā) are vowels too.
    for index in codes.indices where codes[index] != 0 && codes[index] & vowel == 0 {
      if "aeiouy".unicodeScalars.contains(where: { codes[index] & 0x3F == place($0.value) }) { codes[index] |= vowel }
    }
    return codes
  }()
}
