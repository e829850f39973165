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
