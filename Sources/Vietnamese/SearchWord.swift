/// A word of a text in the two ways a search asks for it.
///
/// The tone stands in front of the letters, as a sign that no word has in it: `_` ngang, `\` huyền, `?` hỏi, `~` ngã, `/` sắc,
/// `.` nặng. So *hòa* and *hoà* are one word (`\hoa`), and what has been typed of a word is a beginning of it wherever its
/// tone stands: `hò` gives `\ho`, a beginning of `\hoa`; `quyế` gives `/quyê`, a beginning of `/quyêt`.
public struct SearchWord: Hashable, Sendable {
  /// Without marks and in lower case: `quyet`. The same as of `searchTokens`.
  public var folded: String
  /// With its marks and in lower case, the tone in front: `/quyêt`, `_ban`, `_đương`.
  public var marked: String

  public init(folded: String, marked: String) {
    self.folded = folded
    self.marked = marked
  }

  /// Whether the word has a tone, or a letter with a roof, a horn, a bowl or a bar.
  public var hasMarks: Bool {
    marked.utf8.first != SearchWord.signs[0] || marked.utf8.count != folded.utf8.count + 1
  }

  /// In the order of `Alphabet.Vowel.tone`.
  static let signs: [UInt8] = Array("_\\?~/.".utf8)
}

/// The words of a text as a search knows them, parted by anything that is neither letter nor digit.
///
/// `Quyết định 15/QĐ-UBND` gives `/quyêt`, `.đinh`, `_15`, `_qđ`, `_ubnd`. Word for word the same as `searchTokens`; marks that
/// no letter takes are left out.
public func searchWords(_ text: String) -> [SearchWord] {
  var text = composed(text)
  return text.withUTF8 { bytes in
    var words: [SearchWord] = []
    var word = SearchWordBuilder()
    var index = 0
    while index < bytes.count {
      let scalar = decodedScalar(bytes, &index)
      if scalar < 0x80 {
        if isPlainWordByte(scalar) {
          word.add(UInt8(scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar))
        } else if scalar == 0x20 || !isInvisible(scalar) {
          word.end(&words)
        }
      } else if isCombiningMark(scalar) || isInvisible(scalar) {
        continue
      } else if let vowel = Alphabet.vowel(scalar) {
        word.add(vowel)
      } else {
        word.add(other: scalar, &words)
      }
    }
    word.end(&words)
    return words
  }
}

private func isPlainWordByte(_ scalar: UInt32) -> Bool {
  (scalar >= 0x61 && scalar <= 0x7A) || (scalar >= 0x30 && scalar <= 0x39) || (scalar >= 0x41 && scalar <= 0x5A)
}

/// A word while its letters are read.
private struct SearchWordBuilder {
  private var folded: [UInt8] = []
  private var letters: [UInt8] = []
  private var tones: [UInt8] = []

  mutating func add(_ byte: UInt8) {
    folded.append(byte)
    letters.append(byte)
  }

  mutating func add(_ vowel: Alphabet.Vowel) {
    let letter = Alphabet.lower[vowel.shape * 6]
    folded.append(Alphabet.plainLetter(letter))
    append(letter, to: &letters)
    if vowel.tone != 0 { tones.append(SearchWord.signs[vowel.tone]) }
  }

  /// đ, letters of other languages, signs.
  mutating func add(other scalar: UInt32, _ words: inout [SearchWord]) {
    let lowered = Unicode.Scalar(scalar)!.properties.lowercaseMapping.unicodeScalars.filter {
      !isCombiningMark($0.value)
    }
    if Alphabet.hasSlot(scalar), case let plain = Alphabet.plainLetter(scalar), plain != 0 {
      folded.append(plain)
      for letter in lowered { append(letter.value, to: &letters) }
      return
    }
    for letter in lowered {
      if isWordCharacter(letter.value) {
        append(letter.value, to: &folded)
        append(letter.value, to: &letters)
      } else {
        end(&words)
      }
    }
  }

  mutating func end(_ words: inout [SearchWord]) {
    guard !folded.isEmpty else { return }
    if tones.isEmpty { tones.append(SearchWord.signs[0]) }
    words.append(
      SearchWord(
        folded: String(decoding: folded, as: UTF8.self), marked: String(decoding: tones + letters, as: UTF8.self)))
    folded.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    tones.removeAll(keepingCapacity: true)
  }
}
