@testable import Vietnamese

/// Every syllable that the orthography allows, and the ways to type it.
enum Syllables {
  /// Letters without a tone, and a tone that is possible with them.
  static let all: [(letters: [UInt32], tone: Int)] = {
    let initials = [
      "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "qu", "r",
      "s", "t", "th", "tr", "v", "x",
    ]
    let nuclei =
      """
      a ă â e ê i o ô ơ u ư y iê oa oă oe uâ uê uô uơ uy ươ yê uyê ai ao au ay âu ây eo êu ia iu oi ôi ơi ui ưa ưi ưu \
      iêu oai oay oeo uây uôi uya uyu ươi ươu yêu ua
      """
      .split(separator: " ").map(String.init)
    let finals = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]
    var all: [([UInt32], Int)] = []
    for initial in initials {
      for nucleus in nuclei {
        for final in finals {
          let letters = (initial + nucleus + final).unicodeScalars.map(\.value)
          for tone in 0...5 where isSyllable(write(letters, tone, .old)) { all.append((letters, tone)) }
        }
      }
    }
    return all
  }()

  /// Whether there is no initial, or one that has rules of its own.
  static func hasPlainInitial(_ letters: [UInt32]) -> Bool {
    let word = String(scalars: letters)
    return ["t", "đ", "qu", "gi"].contains { word.hasPrefix($0) } || !Orthography.isConsonant(letters[0])
  }

  /// Writes a syllable. Where the tone is placed is decided by a slow rule of its own, in the words of a primer.
  static func write(_ letters: [UInt32], _ tone: Int, _ style: ToneStyle) -> String {
    guard tone > 0 else { return String(scalars: letters) }
    let word = String(scalars: letters)
    var first = letters.firstIndex { "aăâeêioôơuưy".unicodeScalars.map(\.value).contains($0) } ?? 0
    let isVowel = { (place: Int) in
      place < letters.count && "aăâeêioôơuưy".unicodeScalars.map(\.value).contains(letters[place])
    }
    if (word.hasPrefix("qu") || word.hasPrefix("gi")), isVowel(2) { first = 2 }
    var end = first
    while isVowel(end) { end += 1 }
    let vowels = Array(String(scalars: letters[first..<end]))
    let isOpen = end == letters.count
    var place: Int
    if let marked = vowels.lastIndex(where: { "ăâêôơư".contains($0) }) {
      place = marked
      if vowels[marked] == "ư", let better = vowels.firstIndex(where: { "ăâêôơ".contains($0) }) { place = better }
      // ưu, ưa, ưi: the first.
      if let first = vowels.firstIndex(of: "ư"), !vowels.contains(where: { "ăâêôơ".contains($0) }) { place = first }
    } else if vowels.count == 1 {
      place = 0
    } else if vowels.count == 3 || !isOpen {
      place = 1
    } else {
      place = style == .new && ["oa", "oe", "uy"].contains(String(vowels)) ? 1 : 0
    }
    place += first
    var scalars = letters
    scalars[place] = Alphabet.Vowel(shape: Alphabet.vowel(letters[place])!.shape, tone: tone, isUpper: false).scalar
    return String(scalars: scalars)
  }

  /// Returns the ways to type it: marks after their letters and the tone at the end; all marks at the end; the tone
  /// after its vowel.
  static func keys(_ letters: [UInt32], _ tone: Int, _ method: TypingMethod) -> [String] {
    let tones: [Character]
    switch method {
    case .vni: tones = Array("02" + "3415")
    case .viqr: tones = Array("0`?~'.")
    default: tones = Array("zfrxsj")
    }
    var atOnce = ""
    var plain = ""
    var later = ""
    for letter in letters {
      let base = String(scalars: [Shape.plain(letter == 0x111 ? 0x64 : letter)])
      let mark: String
      switch letter {
      case 0xE2, 0xEA, 0xF4: mark = method == .vni ? "6" : method == .viqr ? "^" : base
      case 0x103: mark = method == .vni ? "8" : method == .viqr ? "(" : "w"
      case 0x1A1, 0x1B0: mark = method == .vni ? "7" : method == .viqr ? "+" : "w"
      case 0x111: mark = method == .vni ? "9" : "d"
      default: mark = ""
      }
      atOnce += base + mark
      // An initial đ: a later d changes it only in a word with a vowel.
      plain += letter == 0x111 ? base + mark : base
      // One horn makes ươ of uo when something follows.
      if letter != 0x111, !(letter == 0x1A1 && later.hasSuffix(mark)) { later += mark }
    }
    let toneKey = tone > 0 ? String(tones[tone]) : ""
    var ways = [atOnce + toneKey]
    // uơ alone gets its horn on the o, so ươ at the end of a word needs two; there is no such word.
    if !later.isEmpty { ways.append(plain + later + toneKey) }
    return ways
  }
}
