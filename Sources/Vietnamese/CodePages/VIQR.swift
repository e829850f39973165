/// VIQR (RFC 1456): `Co^.ng ho`a xa~ ho^.i`.
///
/// The marks are also punctuation, so a word is interpreted as a unit:
/// 1. with all its marks, if that makes a legal syllable or one letter of the alphabet: `Vie^.t`, `nha`, `o+?`; or if
///    it has no vowel, and dd is the đ of an abbreviation: `QDD`;
/// 2. otherwise without a `. ? ' (` at its end, which is then punctuation: `they?` is not a syllable;
/// 3. otherwise, if a letter has two marks or one that is not punctuation (``^ + ~ ` ``), or a `'` that does not begin
///    an English ending (`'s`, `'re`), it is a name: all but the end is interpreted, `DDa('k`, `Kro^ng`, `Pa'c`;
/// 4. otherwise nothing is: `file.txt`, `you're`, `area(s)`, `address`.
///
/// A backslash keeps a mark, a d or a backslash as it is: `ta\.`, `ad\d`, `C:\\`. By the first rule `ta.` is tạ, as in
/// the standard.
enum VIQR {
  static let toneMarks: [UInt8: UInt32] = [
    0x60: 0x0300, 0x3F: 0x0309, 0x7E: 0x0303, 0x27: 0x0301, 0x2E: 0x0323,
  ]
  static let shapeMarks: [UInt8: UInt32] = [0x5E: 0x0302, 0x28: 0x0306, 0x2B: 0x031B]

  static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x60, 0x3F, 0x7E, 0x27, 0x2E, 0x5E, 0x28, 0x2B: true
    default: false
    }
  }
  static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  /// A letter with the signs typed after it.
  struct Unit {
    var letter: UInt8
    /// Marks as typed; for đ the second d.
    var signs: [UInt8] = []
    /// Whether a backslash is before it, so that it does not begin a đ.
    var isLiteral = false

    var isStroke: Bool { signs.first.map(VIQR.isLetter) ?? false }

    /// Returns the letter with its first `count` signs applied.
    func scalar(signs count: Int) -> UInt32 {
      if count > 0, isStroke { return letter == 0x44 ? 0x110 : 0x111 }
      guard var vowel = Alphabet.vowel(UInt32(letter)) else { return UInt32(letter) }
      for sign in signs.prefix(count) {
        if let mark = VIQR.toneMarks[sign] ?? VIQR.shapeMarks[sign], let marked = Alphabet.adding(mark, to: vowel) {
          vowel = marked
        }
      }
      return vowel.scalar
    }
  }

  /// Reads the word at `index` and advances past it.
  static func word(_ bytes: [UInt8], _ index: inout Int) -> [Unit] {
    var units: [Unit] = []
    while index < bytes.count {
      var unit = Unit(letter: bytes[index])
      if bytes[index] == 0x5C, index + 1 < bytes.count, bytes[index + 1] | 0x20 == 0x64 {
        unit = Unit(letter: bytes[index + 1], isLiteral: true)
        index += 1
      } else if !isLetter(bytes[index]) {
        break
      }
      index += 1
      let next = index < bytes.count ? bytes[index] : 0
      if !unit.isLiteral, unit.letter == 0x64 && next == 0x64 || unit.letter == 0x44 && next | 0x20 == 0x64 {
        unit.signs = [next]
        index += 1
      } else if var vowel = Alphabet.vowel(UInt32(unit.letter)) {
        while index < bytes.count, let mark = toneMarks[bytes[index]] ?? shapeMarks[bytes[index]],
          let marked = Alphabet.adding(mark, to: vowel)
        {
          unit.signs.append(bytes[index])
          vowel = marked
          index += 1
        }
      }
      units.append(unit)
    }
    return units
  }

  /// Returns how many signs of each unit are marks, by the four rules.
  static func reading(_ units: [Unit]) -> [Int] {
    let all = units.map(\.signs.count)
    guard let last = units.indices.last, all.contains(where: { $0 > 0 }) else { return all }
    func isLegal(_ counts: [Int]) -> Bool {
      let scalars = zip(units, counts).map { $0.scalar(signs: $1) }
      if scalars.count == 1 { return counts[0] > 0 }
      return isSyllable(text(scalars))
    }
    if isLegal(all) || !units.contains(where: { Alphabet.vowel(UInt32($0.letter)) != nil }) { return all }
    var shorter = all
    if let sign = units[last].signs.last, [0x2E, 0x3F, 0x27, 0x28].contains(sign) {
      shorter[last] -= 1
      if isLegal(shorter) { return shorter }
    }
    let isName = units.indices.contains { place in
      let marks = units[place].isStroke ? [] : units[place].signs.prefix(shorter[place])
      return marks.count > 1 || marks.contains { [0x5E, 0x2B, 0x7E, 0x60].contains($0) }
        || marks.first == 0x27 && !isEnglishEnding(units[(place + 1)...])
    }
    return isName ? shorter : units.map { _ in 0 }
  }

  private static func isEnglishEnding(_ units: ArraySlice<Unit>) -> Bool {
    ["s", "t", "d", "m", "re", "ve", "ll"].contains(String(decoding: units.map { $0.letter | 0x20 }, as: UTF8.self))
  }

  static func text(_ scalars: [UInt32]) -> String {
    var utf8: [UInt8] = []
    for scalar in scalars { append(scalar, to: &utf8) }
    return String(decoding: utf8, as: UTF8.self)
  }
}

func decodeVIQR(_ bytes: [UInt8]) -> DecodedText {
  var text = TextUnderWay(capacity: bytes.count + 16)
  var known: [ShortWord: [UInt32]] = [:]
  var index = 0
  while index < bytes.count {
    guard VIQR.joins(bytes[index]) else {
      if bytes[index] < 0x80 { text.put(UInt32(bytes[index])) } else { text.putUndecoded([bytes[index]]) }
      index += 1
      continue
    }
    let start = index
    while index < bytes.count, VIQR.joins(bytes[index]) { index += 1 }
    let run = bytes[start..<index]
    guard run.count <= ShortWord.longest else {
      for scalar in VIQR.read(Array(run)) { text.put(scalar) }
      continue
    }
    let key = ShortWord(run)
    let scalars = known[key] ?? VIQR.read(Array(run))
    if known.count < ShortWord.mostKnown { known[key] = scalars }
    for scalar in scalars { text.put(scalar) }
  }
  return text.decoded()
}

extension VIQR {
  /// Whether a byte belongs to a word, its marks or its backslashes: a run of these is interpreted on its own.
  fileprivate static func joins(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 0x5C || isMark(byte) }

  fileprivate static func read(_ bytes: [UInt8]) -> [UInt32] {
    var scalars: [UInt32] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if isLetter(byte) || byte == 0x5C && next | 0x20 == 0x64 {
        let units = word(bytes, &index)
        for (unit, count) in zip(units, reading(units)) {
          scalars.append(unit.scalar(signs: count))
          for sign in unit.signs.dropFirst(count) { scalars.append(UInt32(sign)) }
        }
      } else if byte == 0x5C, next == 0x5C || isMark(next) {
        scalars.append(UInt32(next))
        index += 2
      } else {
        scalars.append(UInt32(byte))
        index += 1
      }
    }
    return scalars
  }
}

/// Encodes a text. Words that would not be read back (`Café`, whose é the rules take for an apostrophe) are reported
/// letter by letter.
func encodeVIQR(_ text: String) -> EncodedText {
  var result = EncodedText()
  var places = PlaceCounter()
  var word: [Unicode.Scalar] = []
  var known: [[Unicode.Scalar]: [UInt8]] = [:]
  for scalar in composed(text).unicodeScalars {
    if isLetterOfVIQR(scalar.value) {
      word.append(scalar)
      continue
    }
    // After a vowel it would be a mark.
    let isBehindVowel = word.last.map { Alphabet.vowel($0.value) != nil } ?? false
    write(&word, &known, &result, &places)
    let value = scalar.value
    if value >= 0x80 {
      places.refuse(scalar, &result)
    } else {
      let byte = UInt8(value)
      if byte == 0x5C || VIQR.isMark(byte) && isBehindVowel { result.bytes.append(0x5C) }
      result.bytes.append(byte)
    }
    places.pass(value)
  }
  write(&word, &known, &result, &places)
  return result
}

private func isLetterOfVIQR(_ scalar: UInt32) -> Bool {
  scalar < 0x80 ? VIQR.isLetter(UInt8(scalar)) : Alphabet.vowel(scalar) != nil || scalar | 1 == 0x111
}

private func write(
  _ word: inout [Unicode.Scalar], _ known: inout [[Unicode.Scalar]: [UInt8]], _ result: inout EncodedText,
  _ places: inout PlaceCounter
) {
  guard !word.isEmpty else { return }
  let bytes = known[word] ?? typed(word)
  if known.count < ShortWord.mostKnown { known[word] = bytes }
  result.bytes += bytes
  for scalar in word {
    if bytes.isEmpty {
      if scalar.value >= 0x80 { places.refuse(scalar, &result) } else { result.bytes.append(UInt8(scalar.value)) }
    }
    places.pass(scalar.value)
  }
  word.removeAll(keepingCapacity: true)
}

/// Returns the word with its marks after the letters; nothing if it would not be read back.
private func typed(_ word: [Unicode.Scalar]) -> [UInt8] {
  var bytes: [UInt8] = []
  for (place, scalar) in word.enumerated() {
    if scalar.value | 1 == 0x111 {
      bytes += scalar.value == 0x110 ? [0x44, 0x44] : [0x64, 0x64]
    } else if let vowel = Alphabet.vowel(scalar.value) {
      bytes.append(Alphabet.plainLetter(scalar.value) & (vowel.isUpper ? 0xDF : 0xFF))
      switch vowel.shape {
      case 1: bytes.append(0x28)
      case 2, 4, 7: bytes.append(0x5E)
      case 8, 10: bytes.append(0x2B)
      default: break
      }
      if vowel.tone > 0 { bytes.append([0x60, 0x3F, 0x7E, 0x27, 0x2E][vowel.tone - 1]) }
    } else {
      // Next to another d or đ it would be read as part of a đ.
      let around = word[max(0, place - 1)...min(place + 1, word.count - 1)]
      if isD(scalar), around.count(where: isD) > 1 { bytes.append(0x5C) }
      bytes.append(UInt8(scalar.value))
    }
  }
  return VIQR.read(bytes) == word.map(\.value) ? bytes : []
}

private func isD(_ scalar: Unicode.Scalar) -> Bool { scalar.value | 0x20 == 0x64 || scalar.value | 1 == 0x111 }
