/// A written syllable taken apart: initial, nucleus, final.
///
/// `nghiêng` is ngh + iê + ng, `quà` is qu + à, `giữ` is gi + ữ. Letters are lower case without tone (`ê`, `ơ`, `đ`); the
/// tone belongs to the whole syllable.
struct Syllable {
  /// Where the vowels are, without the u of `qu` and the i of `gi`.
  let nucleus: Range<Int>
  /// What closes it; empty in an open syllable.
  let final: Range<Int>
  /// It is Vietnamese, or may still become so (`ngie`, `truo`).
  let isPossible: Bool
  /// Its nucleus needs no further mark: `truong` is only on the way to `trương`.
  let isComplete: Bool
  /// Only sắc and nặng go with c, ch, p, t at the end.
  let isStopped: Bool
  /// The last letter is k, as in Đắk Lắk: not by the rules, but in the names of half the highlands.
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
/// `Quý`, `THUỶ`; not `book`, `đa1`, `việ`, nor `viet` (c, ch, p and t at the end want sắc or nặng).
///
/// The share of such words tells Vietnamese from other text, and one old code page from another.
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
