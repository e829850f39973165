/// Whether the word has every mark that was typed. A letter typed without a mark matches any: `thuy`, `thủy` and `thuỷ`
/// agree with *Thủy*, `thùy` does not; `dam` and `đàm` agree with *Đàm*.
///
/// The folded typing must be a prefix of the folded word. The tone may be on another letter (`hoà` and *hòa*), even on
/// one that was not typed yet.
public func marksAgree(_ typed: String, _ word: String) -> Bool {
  let (typed, word) = (MarkedLetters(typed), MarkedLetters(word))
  if typed.tone != 0, typed.tone != word.tone { return false }
  guard typed.letters.count <= word.letters.count else { return typed.letters.allSatisfy { !$0.isMarked } }
  return zip(typed.letters, word.letters).allSatisfy { !$0.isMarked || $0.code == $1.code }
}

/// Splits a text into words as `searchTokens` does, but keeps their spelling.
public func spelledWords(_ text: String) -> [String] {
  composed(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
}

/// The marks typed in a name, to put the matches that have them first among those found by folding.
public struct TypedMarks {
  /// The words that have a mark: as typed, their tone key, and folded.
  private let words: [(typed: String, key: String, folded: String)]

  public init(_ typed: String) {
    words = spelledWords(typed).prefix(12).filter { $0.utf8.contains { $0 > 0x7F } }.map { ($0, toneKey($0), fold($0)) }
  }

  /// Returns 0 if the text has each word typed with marks in that spelling, 1 if the typed word may become one of its
  /// words (`marksAgree`), 2 if the text has another mark. A word that is not in the text, such as initials, does not
  /// count.
  public func distance(to text: String) -> Int {
    guard !words.isEmpty else { return 0 }
    let own = spelledWords(text).map { (spelled: $0, folded: fold($0)) }
    return words.map { word in
      let meant = own.filter { $0.folded.hasPrefix(word.folded) }
      if meant.isEmpty || meant.contains(where: { toneKey($0.spelled) == word.key }) { return 0 }
      return meant.contains { marksAgree(word.typed, $0.spelled) } ? 1 : 2
    }.max() ?? 0
  }

  /// Returns the elements sorted by distance; the sort is stable.
  public func nearestFirst<Element>(_ elements: [Element], _ text: (Element) -> String) -> [Element] {
    guard !words.isEmpty else { return elements }
    let distances = elements.map { distance(to: text($0)) }
    return elements.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.map { elements[$0] }
  }
}

/// The letters of a word with circumflex, breve, horn and bar; the tone separately.
private struct MarkedLetters {
  var letters: [(code: UInt32, isMarked: Bool)] = []
  var tone = 0

  init(_ word: String) {
    for scalar in composed(word).unicodeScalars {
      if let vowel = Alphabet.vowel(scalar.value) {
        if vowel.tone != 0 { tone = vowel.tone }
        let plain = Alphabet.Vowel(shape: vowel.shape, tone: 0, isUpper: false).scalar
        letters.append((plain, plain > 0x7F))
      } else if !isCombiningMark(scalar.value) {
        let lowered = scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
        letters.append((lowered, lowered == 0x0111))
      }
    }
  }
}
