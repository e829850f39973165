/// The letters of Vietnamese: twelve vowels, six tones, two cases, and đ.
///
/// A letter with marks may be one code point (`ế`), three (`e` + `^` + `´`), or two (`ê` + `´`, which Windows calls "tổ
/// hợp"); to a reader they are the same. Everything in this module uses these tables.
enum Alphabet {
  /// A vowel decomposed into its shape (`ơ`) and tone.
  struct Vowel: Equatable {
    /// Its index among the vowels in `lower`: 0 a, 1 ă, 2 â, 3 e, 4 ê, 5 i, 6 o, 7 ô, 8 ơ, 9 u, 10 ư, 11 y.
    var shape: Int
    /// 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng: the order of a Vietnamese dictionary.
    var tone: Int
    var isUpper: Bool

    var scalar: UInt32 { (isUpper ? Alphabet.upper : Alphabet.lower)[shape * 6 + tone] }
  }

  static let lower = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ".unicodeScalars.map(
    \.value)
  static let upper = "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ".unicodeScalars.map(
    \.value)

  /// Returns the vowel of a code point, if it is one.
  static func vowel(_ scalar: UInt32) -> Vowel? {
    guard
      scalar < 0x180 || scalar == 0x1A0 || scalar == 0x1A1 || scalar == 0x1AF || scalar == 0x1B0
        || (0x1EA0...0x1EF9).contains(scalar)
    else { return nil }
    let code = vowelCodes[slot(scalar)]
    return code == 0 ? nil : Vowel(shape: Int(code - 1) / 12, tone: Int(code - 1) / 2 % 6, isUpper: code % 2 == 0)
  }

  /// Returns a vowel with a combining mark added; `nil` if they do not go together (`ô` + breve, `á` + grave).
  static func adding(_ mark: UInt32, to vowel: Vowel) -> Vowel? {
    var result = vowel
    switch mark {
    case 0x0300, 0x0340: result.tone = 1
    case 0x0309: result.tone = 2
    case 0x0303: result.tone = 3
    case 0x0301, 0x0341: result.tone = 4
    case 0x0323: result.tone = 5
    case 0x0302:
      guard vowel.shape == 0 || vowel.shape == 3 || vowel.shape == 6 else { return nil }
      result.shape = vowel.shape == 0 ? 2 : vowel.shape + 1
      return result
    case 0x0306:
      guard vowel.shape == 0 else { return nil }
      result.shape = 1
      return result
    case 0x031B:
      guard vowel.shape == 6 || vowel.shape == 9 else { return nil }
      result.shape = vowel.shape == 6 ? 8 : 10
      return result
    default: return nil
    }
    return vowel.tone == 0 ? result : nil
  }

  /// Other Latin letters with a mark, for names and loan words: the mark, then pairs of plain and marked letter.
  static let foreign: [(mark: UInt32, pairs: String)] = [
    (0x0300, "nǹNǸ"), (0x0301, "cćnńsśzźlĺrŕCĆNŃSŚZŹLĹRŔ"),
    (0x0302, "iîuûcĉgĝhĥjĵsŝwŵyŷIÎUÛCĈGĜHĤJĴSŜWŴYŶ"), (0x0303, "nñNÑ"),
    (0x0304, "aāeēiīoōuūAĀEĒIĪOŌUŪ"), (0x0306, "eĕgğiĭoŏuŭEĔGĞIĬOŎUŬ"), (0x0307, "cċeėgġzżCĊEĖGĠIİZŻ"),
    (0x0308, "aäeëiïoöuüyÿAÄEËIÏOÖUÜYŸ"), (0x030A, "aåuůAÅUŮ"), (0x030B, "oőuűOŐUŰ"),
    (0x030C, "cčdďeěnňrřsštťzžCČDĎEĚNŇRŘSŠTŤZŽ"), (0x0327, "cçgģkķlļnņrŗsştţCÇGĢKĶLĻNŅRŖSŞTŢ"),
    (0x0328, "aąeęiįuųAĄEĘIĮUŲ"),
  ]

  /// Returns the code point that combines a plain letter and a foreign mark, if there is one.
  static func foreignLetter(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    for (candidate, pairs) in foreign where candidate == mark {
      var scalars = pairs.unicodeScalars.makeIterator()
      while let plain = scalars.next(), let marked = scalars.next() {
        if plain.value == base { return marked.value }
      }
    }
    return nil
  }

  /// Returns the folded byte of a code point below U+0260 or in U+1E00…1EFF; 0 if there is none.
  static func plainLetter(_ scalar: UInt32) -> UInt8 { plainLetters[slot(scalar)] }

  static func hasSlot(_ scalar: UInt32) -> Bool { scalar < 0x0260 || (0x1E00...0x1EFF).contains(scalar) }

  /// The number of slots.
  static let slotCount = 0x0360

  /// Returns the slot of a code point, which must have one (`hasSlot`).
  static func slot(_ scalar: UInt32) -> Int { scalar < 0x0260 ? Int(scalar) : Int(scalar - 0x1E00) + 0x0260 }

  /// By slot: 0 if not a vowel; otherwise 1 + (index in `lower`) × 2 + (1 if upper case).
  private static let vowelCodes: [UInt8] = {
    var codes = [UInt8](repeating: 0, count: slotCount)
    for (place, scalar) in lower.enumerated() { codes[slot(scalar)] = UInt8(1 + place * 2) }
    for (place, scalar) in upper.enumerated() { codes[slot(scalar)] = UInt8(2 + place * 2) }
    return codes
  }()

  private static let plainLetters: [UInt8] = {
    var letters = [UInt8](repeating: 0, count: slotCount)
    let plainVowels = Array("aaaeeiooouuy".utf8)
    for (place, scalar) in (lower + upper).enumerated() { letters[slot(scalar)] = plainVowels[place % 72 / 6] }
    for (_, pairs) in foreign {
      var scalars = pairs.unicodeScalars.makeIterator()
      while let plain = scalars.next(), let marked = scalars.next() {
        letters[slot(marked.value)] = UInt8(plain.value) | 0x20
      }
    }
    // đ has no decomposition; Ð ð (Icelandic) and Ɖ ɖ (African) are look-alikes left by old conversions.
    for scalar: UInt32 in [0x0110, 0x0111, 0x00D0, 0x00F0, 0x0189, 0x0256] { letters[slot(scalar)] = UInt8(ascii: "d") }
    return letters
  }()
}
