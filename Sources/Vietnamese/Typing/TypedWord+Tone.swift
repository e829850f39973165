/// The place of the tone, determined again after each key.
extension TypedWord {
  mutating func analyse() {
    let syllable = Syllable(letters.map(\.scalar))
    isPossible = syllable.isPossible
    if isPossible || !options.checksSpelling {
      nucleus = isPossible ? syllable.nucleus : lastVowels
    } else if nucleus.upperBound > letters.count {
      nucleus = nucleus.clamped(to: 0..<letters.count)
    } else if pinned == nil {
      // The word is no longer Vietnamese: keep what is there.
      return
    }
    tonePlace = pinned ?? (nucleus.isEmpty ? nil : placeOfTone)
  }

  /// The last run of vowels, used when the spelling is not checked.
  var lastVowels: Range<Int> {
    guard let last = letters.lastIndex(where: { Orthography.isVowel($0.scalar) }) else { return 0..<0 }
    var first = last
    while first > 0, Orthography.isVowel(letters[first - 1].scalar) { first -= 1 }
    return first..<last + 1
  }

  var placeOfTone: Int {
    let vowels = letters[nucleus].map(\.scalar)
    if let roofed = vowels.lastIndex(where: { $0 == Scalar.â || $0 == Scalar.ê || $0 == Scalar.ô }) {
      return nucleus.lowerBound + roofed
    }
    if vowels.contains(Scalar.ư), let horned = vowels.firstIndex(of: Scalar.ơ) { return nucleus.lowerBound + horned }
    if let hooked = vowels.firstIndex(where: { $0 > 0x7F }) { return nucleus.lowerBound + hooked }
    switch vowels.count {
    case 1: return nucleus.lowerBound
    case 2:
      let isClosed = nucleus.upperBound < letters.count
      let isNew =
        options.toneStyle == .new
        && (vowels == [Scalar.o, Scalar.a] || vowels == [Scalar.o, Scalar.e] || vowels == [Scalar.u, 0x79])
      return nucleus.lowerBound + (isClosed || isNew ? 1 : 0)
    default: return nucleus.lowerBound + 1
    }
  }

  func shown(_ letter: Letter, tone: Int) -> UInt32 {
    if let vowel = Alphabet.vowel(letter.scalar) {
      return Alphabet.Vowel(shape: vowel.shape, tone: tone, isUpper: letter.isUpper).scalar
    }
    guard letter.isUpper else { return letter.scalar }
    return letter.scalar == Scalar.đ ? Scalar.upperĐ : letter.scalar & ~0x20
  }
}
