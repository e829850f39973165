/// Restores capitals with a tone that share a byte with the small letter: all of them in TCVN3, fourteen in VPS. A font
/// whose name ends in H showed them; the bytes do not.
///
/// A word is in capitals if a letter after its first is certainly a capital and none is certainly small: `NHâN` is
/// NHÂN, `ủY` is ỦY. A word that shows neither (`Bộ`, `ở`, `Hà`) is decided by the nearest decided words on the same
/// line: on both sides, where there is one, they must be syllables in capitals. So `Bé T¦ PH¸P` is BỘ TƯ PHÁP, and `Bộ
/// GTVT` is not changed, for an abbreviation decides nothing.
struct CapitalRepair {
  private enum Kind { case capital, small, open }
  private struct Word {
    var kind: Kind
    var bytes: Range<Int>
  }

  private let sharing: PageTable.Sharing
  /// In VPS, the small letters that share their byte with the capital.
  private static let vps = Set("ạặẫậẹệịọộợụữựỵ".unicodeScalars.map(\.value))

  init(_ sharing: PageTable.Sharing) { self.sharing = sharing }

  mutating func mended(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var words: [Word] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D {
        mend(&words, &bytes)
        index += 1
      } else if isLetter(bytes, index) {
        if let word = word(bytes, &index) { words.append(word) }
      } else {
        index += 1
      }
    }
    mend(&words, &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isLetter(_ bytes: [UInt8], _ index: Int) -> Bool {
    let byte = bytes[index]
    return byte >= 0xC3 && byte != 0xE2 && byte != 0xEF || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  /// Reads the word at `index` and advances past it; `nil` if it decides nothing and none of its letters is ambiguous.
  private func word(_ bytes: [UInt8], _ index: inout Int) -> Word? {
    let start = index
    var (first, small, capitalsBehind, open) = (true, false, 0, 0)
    bytes.withUnsafeBufferPointer { buffer in
      while index < buffer.count, isLetter(bytes, index) {
        let scalar = decodedScalar(buffer, &index)
        if isOpen(scalar) {
          open += 1
        } else if isSmall(scalar) {
          small = true
        } else if !first {
          capitalsBehind += 1
        }
        first = false
      }
    }
    if small { return Word(kind: .small, bytes: start..<index) }
    if capitalsBehind == 0 { return open == 0 ? nil : Word(kind: .open, bytes: start..<index) }
    if open == 0, !isSyllable(String(decoding: bytes[start..<index], as: UTF8.self)) { return nil }
    return Word(kind: .capital, bytes: start..<index)
  }

  /// Whether a small letter may be a capital.
  private func isOpen(_ scalar: UInt32) -> Bool {
    guard scalar >= 0xC0, let vowel = Alphabet.vowel(scalar), !vowel.isUpper, vowel.tone != 0 else { return false }
    return sharing == .everyTone || CapitalRepair.vps.contains(scalar)
  }

  private func isSmall(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar >= 0x61 }
    if scalar == 0x111 { return true }
    return Alphabet.vowel(scalar).map { !$0.isUpper } ?? false
  }

  private func mend(_ words: inout [Word], _ bytes: inout [UInt8]) {
    var left: Kind?
    var pending: [Int] = []
    func settle(_ right: Kind?) {
      let isCapital = (left ?? right) == .capital && (right ?? left) == .capital
      if isCapital { for place in pending { capitalise(words[place].bytes, &bytes) } }
      pending = []
    }
    for (place, word) in words.enumerated() {
      if word.kind == .open {
        pending.append(place)
        continue
      }
      settle(word.kind)
      if word.kind == .capital { capitalise(word.bytes, &bytes) }
      left = word.kind
    }
    settle(nil)
    words.removeAll(keepingCapacity: true)
  }

  /// The small letter and the capital have the same length in UTF-8.
  private func capitalise(_ range: Range<Int>, _ bytes: inout [UInt8]) {
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let scalar = bytes.withUnsafeBufferPointer { decodedScalar($0, &index) }
      guard isOpen(scalar), var vowel = Alphabet.vowel(scalar) else { continue }
      vowel.isUpper = true
      var capital: [UInt8] = []
      append(vowel.scalar, to: &capital)
      bytes.replaceSubrange(start..<index, with: capital)
    }
  }
}
