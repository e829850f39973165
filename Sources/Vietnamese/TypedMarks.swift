/// Whether every mark that was typed stands in the word too. What was typed without a mark says nothing: `thuy`, `thủy` and
/// `thuỷ` agree with *Thủy*, `thùy` does not; `dam` and `đàm` agree with *Đàm*.
///
/// For words of which the folded typing is a beginning of the folded word; the tone may stand on another letter
/// (`hoà` and *hòa*), and may come where the typing has not come yet.
public func marksAgree(_ typed: String, _ word: String) -> Bool {
  let (typed, word) = (MarkedLetters(typed), MarkedLetters(word))
  if typed.tone != 0, typed.tone != word.tone { return false }
  guard typed.letters.count <= word.letters.count else { return typed.letters.allSatisfy { !$0.isMarked } }
  return zip(typed.letters, word.letters).allSatisfy { !$0.isMarked || $0.code == $1.code }
}

/// The words of a text as they are spelled, parted as `searchTokens` parts them.
public func spelledWords(_ text: String) -> [String] {
  composed(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
}

/// The marks that were typed for a name: who has them comes first in a list of what folding found.
public struct TypedMarks {
  /// The words that have a mark: as typed, their tone key, and folded.
  private let words: [(typed: String, key: String, folded: String)]

  public init(_ typed: String) {
    words = spelledWords(typed).prefix(12).filter { $0.utf8.contains { $0 > 0x7F } }.map { ($0, toneKey($0), fold($0)) }
  }

  /// 0 when each word typed with marks stands in the text so, 1 when it may become one of its words (`marksAgree`), 2 when another
  /// mark stands there. A word the text has not, as initials, says nothing.
  public func distance(to text: String) -> Int {
    guard !words.isEmpty else { return 0 }
    let own = spelledWords(text).map { (spelled: $0, folded: fold($0)) }
    return words.map { word in
      let meant = own.filter { $0.folded.hasPrefix(word.folded) }
      if meant.isEmpty || meant.contains(where: { toneKey($0.spelled) == word.key }) { return 0 }
      return meant.contains { marksAgree(word.typed, $0.spelled) } ? 1 : 2
    }.max() ?? 0
  }

  /// The nearest first; equally near ones stay as they are.
  public func nearestFirst<Element>(_ elements: [Element], _ text: (Element) -> String) -> [Element] {
    guard !words.isEmpty else { return elements }
    let distances = elements.map { distance(to: text($0)) }
    return elements.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.map { elements[$0] }
  }
}

/// The letters of a word with their roofs, breves, horns and bars; the tone beside them.
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
