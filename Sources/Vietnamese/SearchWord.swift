/// A word of a text in the two forms that searches use.
///
/// In the marked form the tone is in front of the letters, as a sign that does not occur in words: `_` ngang, `\`
/// huyền, `?` hỏi, `~` ngã, `/` sắc, `.` nặng. So *hòa* and *hoà* are the same word (`\hoa`), and a word that is partly
/// typed is a prefix of the complete one, wherever the tone is written: `hò` is `\ho`, a prefix of `\hoa`; `quyế` is
/// `/quyê`, a prefix of `/quyêt`.
public struct SearchWord: Hashable, Sendable {
  /// In lower case and without marks, as in `searchTokens`: `quyet`.
  public var folded: String
  /// In lower case and with marks, the tone in front: `/quyêt`, `_ban`, `_đương`.
  public var marked: String

  public init(folded: String, marked: String) {
    self.folded = folded
    self.marked = marked
  }

  /// Whether the word has a tone, or a letter with a circumflex, horn, breve or bar.
  public var hasMarks: Bool {
    marked.utf8.first != SearchWord.signs[0] || marked.utf8.count != folded.utf8.count + 1
  }

  /// The signs of the tones, in the order of `Alphabet.Vowel.tone`.
  static let signs: [UInt8] = Array("_\\?~/.".utf8)
}

/// Returns the words as an index stores them, without marks and with them: `quyet dinh | /quyêt .đinh`.
public func indexText(_ words: [SearchWord]) -> String {
  var text = ""
  text.reserveCapacity(words.reduce(8) { $0 + 2 * $1.marked.utf8.count + 2 })
  for word in words { text += word.folded + " " }
  text += "|"
  for word in words { text += " " + word.marked }
  return text
}

/// Splits a text into words for searching; anything that is neither letter nor digit separates them.
///
/// `Quyết định 15/QĐ-UBND` becomes `/quyêt`, `.đinh`, `_15`, `_qđ`, `_ubnd`. The words are those of `searchTokens`, one
/// for one; marks that do not go with a letter are dropped.
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

/// Builds a word from its letters.
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

  /// Adds đ, a letter of another language, or a sign.
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
