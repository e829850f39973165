/// One word while it is being typed: its letters, its tone, and the keys that made it.
///
/// Letters are kept lower case and without tone; the tone belongs to the word and is set on a letter only when the word is
/// shown, so it moves by itself as the word grows (`hòa`, `hoàn`).
struct TypedWord {
  struct Letter {
    /// Lower case, without tone: `ơ`.
    var scalar: UInt32
    var isUpper: Bool
    /// The key that made it whole, where that was not its own: w for ư.
    var madeBy: UInt32?
  }

  struct Key {
    var scalar: UInt32
    /// The letter it made or changed; `nil` for a key of the tone.
    var letter: Int?
  }

  /// Longer than any Vietnamese word with all its keys: from here on letters are only letters.
  static let longest = 24

  let options: TypingOptions
  private(set) var letters: [Letter] = []
  private(set) var keys: [Key] = []
  private(set) var tone = 0
  /// A mark was taken back by typing it again: the rest of the word is meant as it is typed.
  private var isPlain = false
  private var isEscaping = false
  private var nucleus = 0..<0
  private var tonePlace: Int?
  /// Where the tone stood when it came with its letter: there it stays, whatever the style.
  private var pinned: Int?
  private var isPossible = true

  init(_ options: TypingOptions) { self.options = options }

  /// Takes up a word that stands there already; its letters are its keys.
  ///
  /// - Parameter plain: keys to come are only letters.
  init?(_ options: TypingOptions, resuming word: String, plain: Bool = false) {
    self.options = options
    isPlain = true
    for scalar in composed(word).unicodeScalars {
      let isLetter = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      guard isLetter || takeComposed(scalar.value) else { return nil }
      if isLetter { append(scalar.value, TypedWord.lower(scalar.value) != scalar.value) }
    }
    isPlain = plain
    let kept = pinned
    pinned = nil
    analyse()
    if kept != nil, String(scalars: scalars) != composed(word) {
      pinned = kept
      analyse()
    }
  }

  var isEmpty: Bool { keys.isEmpty }

  /// The keys as they were typed.
  var raw: String { String(scalars: keys.map(\.scalar)) }

  /// The word as it is shown, one code point a letter.
  var scalars: [UInt32] {
    var scalars = [UInt32]()
    scalars.reserveCapacity(letters.count + 1)
    for (place, letter) in letters.enumerated() {
      scalars.append(shown(letter, tone: place == tonePlace ? tone : 0))
    }
    if isEscaping { scalars.append(0x5C) }
    return scalars
  }

  /// Whether a vowel carries a shape or a tone. đ does not count: QĐ and HĐND are Vietnamese and no syllables.
  private var isMarked: Bool {
    tone != 0 || letters.contains { $0.scalar > 0x7F && $0.scalar != 0x111 }
  }

  /// Whether the finished word is to be given back as it was typed.
  var isForeign: Bool {
    guard options.restoresForeign, options.checksSpelling, options.method != .viqr, !isPlain, isMarked else {
      return false
    }
    let syllable = Syllable(letters.map(\.scalar))
    return !syllable.isComplete || syllable.isStopped && (1...3).contains(tone) || syllable.endsInK && tone != 4
  }

  // MARK: keys

  /// Takes a key into the word.
  ///
  /// - Returns: false when it is neither a letter nor a digit, and here no mark either: then it ends the word.
  mutating func take(_ key: UInt32) -> Bool {
    let lower = TypedWord.lower(key)
    let isUpper = lower != key
    let action = options.method.action(lower)
    if isEscaping { return takeEscaped(key, isUpper, isMark: action != nil) }
    if action == .escape {
      isEscaping = true
      keys.append(Key(scalar: key, letter: letters.count))
      return true
    }
    if !isPlain, letters.count < TypedWord.longest, let action, perform(action, key, isUpper) { return true }
    guard (lower >= 0x61 && lower <= 0x7A) || (lower >= 0x30 && lower <= 0x39) else {
      return takeComposed(key)
    }
    append(key, isUpper)
    return true
  }

  /// The key behind a `\\`: a mark is itself; before anything else the stroke stands for itself.
  private mutating func takeEscaped(_ key: UInt32, _ isUpper: Bool, isMark: Bool) -> Bool {
    isEscaping = false
    isPlain = true
    if !isMark {
      keys.removeLast()
      append(0x5C, false)
      return take(key)
    }
    append(key, isUpper)
    return true
  }

  /// A letter that came whole, from a keyboard or an input method of its own.
  private mutating func takeComposed(_ scalar: UInt32) -> Bool {
    if let vowel = Alphabet.vowel(scalar) {
      guard vowel.tone == 0 || tone == 0 else { return false }
      append(Alphabet.lower[vowel.shape * 6], vowel.isUpper, key: scalar)
      if vowel.tone != 0 {
        tone = vowel.tone
        analyse()
        if tonePlace != letters.count - 1 { pinned = letters.count - 1 }
        analyse()
      }
      return true
    }
    guard scalar == 0x111 || scalar == 0x110 else { return false }
    append(0x111, scalar == 0x110, key: scalar)
    return true
  }

  private mutating func append(_ key: UInt32, _ isUpper: Bool) { append(isUpper ? key | 0x20 : key, isUpper, key: key) }

  private mutating func append(_ scalar: UInt32, _ isUpper: Bool, key: UInt32, madeBy: UInt32? = nil) {
    keys.append(Key(scalar: key, letter: letters.count))
    letters.append(Letter(scalar: scalar, isUpper: isUpper, madeBy: madeBy))
    if !isPlain { completeHorns() }
    analyse()
  }

  /// thuơ + n is thươn: only alone, and in quơ, does ơ stand behind u.
  private mutating func completeHorns() {
    guard nucleus.count == 2, isPossible, nucleus.upperBound == letters.count - 1 else { return }
    let pair = (letters[nucleus.lowerBound].scalar, letters[nucleus.lowerBound + 1].scalar)
    guard pair == (0x75, 0x1A1) || pair == (0x1B0, 0x6F) else { return }
    var scalars = letters.map(\.scalar)
    scalars[nucleus.lowerBound] = 0x1B0
    scalars[nucleus.lowerBound + 1] = 0x1A1
    guard Syllable(scalars).isPossible else { return }
    letters[nucleus.lowerBound].scalar = 0x1B0
    letters[nucleus.lowerBound + 1].scalar = 0x1A1
  }

  /// Takes the last letter away, with the keys that made it.
  mutating func removeLast() {
    if isEscaping {
      isEscaping = false
      keys.removeLast()
      return
    }
    guard !letters.isEmpty else { return }
    letters.removeLast()
    keys.removeAll { $0.letter == letters.count }
    isPlain = false
    pinned = nil
    analyse()
    if tonePlace == nil {
      tone = 0
      keys.removeAll { $0.letter == nil }
    }
  }

  // MARK: marks

  private mutating func perform(_ action: TypingMethod.Action, _ key: UInt32, _ isUpper: Bool) -> Bool {
    switch action {
    case .tone(let wanted): return setTone(wanted, key, isUpper)
    case .removeTone:
      guard tone != 0, canMark else { return false }
      tone = 0
      keys.append(Key(scalar: key, letter: nil))
      return true
    case .bar: return setBar(key, isUpper)
    case .roof(let base): return setShape(.roof(base), key, isUpper)
    case .breve: return setShape(.breve, key, isUpper)
    case .horn: return setShape(.horn, key, isUpper)
    case .hook: return setShape(.hook, key, isUpper) || appendWhole(0x1B0, isUpper, key)
    case .letter(let scalar):
      let isUpper = scalar == 0x1A0 || scalar == 0x1AF
      if letters.last?.madeBy == key { return takeBack(key, false) }
      return appendWhole(isUpper ? scalar + 1 : scalar, isUpper, key)
    case .escape: return false
    }
  }

  private static func lower(_ key: UInt32) -> UInt32 { key >= 0x41 && key <= 0x5A ? key | 0x20 : key }

  private var canMark: Bool { !nucleus.isEmpty && (isPossible || !options.checksSpelling) }

  private mutating func setTone(_ wanted: Int, _ key: UInt32, _ isUpper: Bool) -> Bool {
    guard canMark else { return false }
    defer { unpin() }
    if tone == wanted {
      tone = 0
      isPlain = true
      append(key, isUpper)
      return true
    }
    if wanted <= 3, Syllable(letters.map(\.scalar)).isStopped { return false }
    tone = wanted
    keys.append(Key(scalar: key, letter: nil))
    return true
  }

  private mutating func unpin() {
    guard pinned != nil else { return }
    pinned = nil
    analyse()
  }

  /// dd: the letter before; or the first one of the word, from its end (`dad` for đa).
  private mutating func setBar(_ key: UInt32, _ isUpper: Bool) -> Bool {
    guard let last = letters.indices.last else { return false }
    let place: Int
    if letters[last].scalar == 0x64 || letters[last].scalar == 0x111 {
      let followsVowel = last > 0 && Orthography.isVowel(letters[last - 1].scalar)
      guard !followsVowel || !options.checksSpelling else { return false }
      place = last
    } else if letters[0].scalar == 0x64 || letters[0].scalar == 0x111, canMark, options.method != .onlyD, options.method != .onlyD9 {
      place = 0
    } else {
      return false
    }
    if letters[place].scalar == 0x111 {
      letters[place].scalar = 0x64
      isPlain = true
      append(key, isUpper)
    } else {
      letters[place].scalar = 0x111
      keys.append(Key(scalar: key, letter: place))
      analyse()
    }
    return true
  }

  private mutating func setShape(_ shape: Shape, _ key: UInt32, _ isUpper: Bool) -> Bool {
    guard canMark else { return false }
    let scalars = letters.map(\.scalar)
    if letters.last?.madeBy == TypedWord.lower(key) { return takeBack(key, isUpper) }
    if let marked = shape.marked(scalars, nucleus, checks: options.checksSpelling) {
      let changed = marked.indices.last { marked[$0] != scalars[$0] }
      for place in marked.indices { letters[place].scalar = marked[place] }
      keys.append(Key(scalar: key, letter: changed))
      analyse()
      return true
    }
    let plain = shape.unmarked(scalars, nucleus)
    guard plain != scalars else { return false }
    for place in plain.indices { letters[place].scalar = plain[place] }
    isPlain = true
    append(key, isUpper)
    return true
  }

  /// `ww` is w, `]]` is ]: the letter that the key made becomes the key.
  private mutating func takeBack(_ key: UInt32, _ isUpper: Bool) -> Bool {
    letters.removeLast()
    isPlain = true
    append(key, isUpper)
    return true
  }

  /// ư of w, ơ of [: after a consonant, or where else it makes sense (`giư`, `ươ`).
  private mutating func appendWhole(_ scalar: UInt32, _ isUpper: Bool, _ key: UInt32) -> Bool {
    let isFirstVowel = nucleus.isEmpty && letters.allSatisfy { Orthography.isConsonant($0.scalar) }
    guard Syllable(letters.map(\.scalar) + [scalar]).isPossible || isFirstVowel && !options.checksSpelling else {
      return false
    }
    append(scalar, isUpper, key: key, madeBy: TypedWord.lower(key))
    return true
  }

  // MARK: where the tone stands

  private mutating func analyse() {
    let syllable = Syllable(letters.map(\.scalar))
    isPossible = syllable.isPossible
    if isPossible || !options.checksSpelling {
      nucleus = isPossible ? syllable.nucleus : lastVowels
    } else if nucleus.upperBound > letters.count {
      nucleus = nucleus.clamped(to: 0..<letters.count)
    } else if pinned == nil {
      // No Vietnamese word any more: what stands, stands.
      return
    }
    tonePlace = pinned ?? (nucleus.isEmpty ? nil : placeOfTone)
  }

  /// The last vowels in a row, when the spelling is not looked at.
  private var lastVowels: Range<Int> {
    guard let last = letters.lastIndex(where: { Orthography.isVowel($0.scalar) }) else { return 0..<0 }
    var first = last
    while first > 0, Orthography.isVowel(letters[first - 1].scalar) { first -= 1 }
    return first..<last + 1
  }

  private var placeOfTone: Int {
    let vowels = letters[nucleus].map(\.scalar)
    if let roofed = vowels.lastIndex(where: { $0 == 0xE2 || $0 == 0xEA || $0 == 0xF4 }) {
      return nucleus.lowerBound + roofed
    }
    if vowels.contains(0x1B0), let horned = vowels.firstIndex(of: 0x1A1) { return nucleus.lowerBound + horned }
    if let hooked = vowels.firstIndex(where: { $0 > 0x7F }) { return nucleus.lowerBound + hooked }
    switch vowels.count {
    case 1: return nucleus.lowerBound
    case 2:
      let isClosed = nucleus.upperBound < letters.count
      let isNew = options.toneStyle == .new && (vowels == [0x6F, 0x61] || vowels == [0x6F, 0x65] || vowels == [0x75, 0x79])
      return nucleus.lowerBound + (isClosed || isNew ? 1 : 0)
    default: return nucleus.lowerBound + 1
    }
  }

  private func shown(_ letter: Letter, tone: Int) -> UInt32 {
    if let vowel = Alphabet.vowel(letter.scalar) {
      return Alphabet.Vowel(shape: vowel.shape, tone: tone, isUpper: letter.isUpper).scalar
    }
    guard letter.isUpper else { return letter.scalar }
    return letter.scalar == 0x111 ? 0x110 : letter.scalar & ~0x20
  }

}
