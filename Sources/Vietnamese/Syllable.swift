/// A written syllable analysed into initial, nucleus and final.
///
/// `nghiêng` is ngh + iê + ng, `quà` is qu + à, `giữ` is gi + ữ. Letters are lower case without tone (`ê`, `ơ`, `đ`);
/// the tone belongs to the syllable as a unit.
struct Syllable {
  /// The range of the vowels, without the u of `qu` and the i of `gi`.
  let nucleus: Range<Int>
  /// The range of the final consonants; empty in an open syllable.
  let final: Range<Int>
  /// Whether it is Vietnamese or may still become so (`ngie`, `truo`).
  let isPossible: Bool
  /// Whether its nucleus needs no further mark: `truong` must still become `trương`.
  let isComplete: Bool
  /// Whether it ends in c, ch, p or t, which allows only sắc and nặng.
  let isStopped: Bool
  /// Whether it ends in k, as in Đắk Lắk: against the rules, but in many names of the highlands.
  let endsInK: Bool

  init(_ letters: [UInt32]) {
    var start = 0
    let count = letters.count
    while start < count, Orthography.isConsonant(letters[start]) { start += 1 }
    if start == 1, count > 2, Orthography.isVowel(letters[2]) {
      if letters[0] == 0x71 && letters[1] == 0x75 { start = 2 }  // qu
      if letters[0] == 0x67 && letters[1] == 0x69 { start = 2 }  // gi
    }
    var end = start
    while end < count, Orthography.isVowel(letters[end]) { end += 1 }
    let initial = Orthography.pack(letters[0..<start])
    let vowels = Orthography.pack(letters[start..<end])
    let coda = Orthography.pack(letters[end...])
    nucleus = start..<end
    final = end..<count
    isStopped = Orthography.stops.contains(coda)
    endsInK = coda == 0x6B && vowels == 0x103

    guard start < end else {
      isPossible = count == start && Orthography.initials.contains(initial)
      isComplete = false
      return
    }
    guard let rule = Orthography.nuclei[vowels], Orthography.initials.contains(initial),
      Orthography.goes(initial, before: letters[start], vowels)
    else {
      (isPossible, isComplete) = (false, false)
      return
    }
    let mayClose =
      coda == 0 || rule.finals.contains(coda) || endsInK
      || Orthography.exceptions.contains(where: { $0 == (initial, vowels, coda) })
    isPossible = mayClose
    isComplete = mayClose && rule.isComplete
  }
}

/// Whether a word is one legal written syllable of Vietnamese, with its tone, in any case and composition: `nghiêng`,
/// `Quý`, `THUỶ`; not `book`, `đa1`, `việ`, nor `viet` (a final c, ch, p or t requires sắc or nặng).
///
/// The share of such words distinguishes Vietnamese from other text, and old code pages from each other.
public func isSyllable(_ word: String) -> Bool {
  var letters: [UInt32] = []
  var tone = 0
  for scalar in composed(word).unicodeScalars {
    if let vowel = Alphabet.vowel(scalar.value) {
      if vowel.tone != 0 {
        guard tone == 0 else { return false }
        tone = vowel.tone
      }
      letters.append(Alphabet.lower[vowel.shape * 6])
    } else {
      letters.append(scalar.value == 0x110 ? 0x111 : scalar.value < 0x80 ? scalar.value | 0x20 : scalar.value)
    }
    guard letters.count <= 7 else { return false }
  }
  let syllable = Syllable(letters)
  guard syllable.isComplete, !syllable.nucleus.isEmpty, !syllable.endsInK || tone == 4 else { return false }
  guard !syllable.isStopped || tone >= 4 else { return false }
  let vowels = Orthography.pack(letters[syllable.nucleus])
  guard !syllable.final.isEmpty || !Orthography.closed.contains(vowels) else { return false }
  return Orthography.isWellSpelt(letters, syllable)
}
