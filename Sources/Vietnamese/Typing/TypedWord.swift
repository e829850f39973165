/// A word being typed: its letters, its tone, and the keys that made it.
///
/// Letters are kept in lower case and without tone; the tone belongs to the word and is put on a letter only when the
/// word is shown, so it moves as the word grows (`hòa`, `hoàn`).
struct TypedWord {
  struct Letter {
    /// Lower case, without tone: `ơ`.
    var scalar: UInt32
    var isUpper: Bool
    /// The key that made the letter, if it is another one: w for ư.
    var madeBy: UInt32?
  }

  struct Key {
    var scalar: UInt32
    /// The index of the letter it made or changed; `nil` for a tone key.
    var letter: Int?
  }

  /// More letters than any Vietnamese word has keys: from here on keys are only letters.
  static let longest = 24

  let options: TypingOptions
  var letters: [Letter] = []
  var keys: [Key] = []
  var tone = 0
  /// A mark was undone by typing it again: the rest of the word is taken literally.
  var isPlain = false
  var isEscaping = false
  var nucleus = 0..<0
  var tonePlace: Int?
  /// The letter the tone was on when it arrived composed with its letter: it stays there, whatever the style.
  var pinned: Int?
  var isPossible = true

  /// Whether the word is too long to be one: it is no longer analysed with every key.
  var isEndless: Bool { letters.count > TypedWord.longest }

  init(_ options: TypingOptions) { self.options = options }

  /// Continues a word that is in the text; its letters become its keys.
  ///
  /// - Parameter plain: whether further keys are only letters.
  init?(_ options: TypingOptions, resuming word: String, plain: Bool = false) {
    self.options = options
    isPlain = true
    for scalar in composed(word).unicodeScalars {
      let isLetter = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      guard isLetter || addComposed(scalar.value) else { return nil }
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

  /// The word as it is shown, one code point for each letter.
  var scalars: [UInt32] {
    var scalars = [UInt32]()
    scalars.reserveCapacity(letters.count + 1)
    for (place, letter) in letters.enumerated() {
      scalars.append(shown(letter, tone: place == tonePlace ? tone : 0))
    }
    if isEscaping { scalars.append(0x5C) }
    return scalars
  }

  /// Whether a vowel has a mark or the word a tone. đ does not count: QĐ and HĐND are Vietnamese but not syllables.
  var isMarked: Bool {
    tone != 0 || letters.contains { $0.scalar > 0x7F && $0.scalar != Scalar.đ }
  }

  /// Whether the finished word is to be replaced by the keys that were typed.
  var isForeign: Bool {
    guard options.restoresForeign, options.checksSpelling, options.method != .viqr, !isPlain, isMarked else {
      return false
    }
    let syllable = Syllable(letters.map(\.scalar))
    return !syllable.isComplete || syllable.isStopped && (1...3).contains(tone) || syllable.endsInK && tone != 4
  }

  // MARK: keys

  /// Handles a key in the word.
  ///
  /// - Returns: false if it is neither letter nor digit nor, here, a mark: such a key ends the word.
  mutating func add(_ key: UInt32) -> Bool {
    let lower = TypedWord.lower(key)
    let isUpper = lower != key
    let action = options.method.action(lower)
    if isEscaping { return addEscaped(key, isUpper, isMark: action != nil) }
    if action == .escape, !isEndless {
      isEscaping = true
      keys.append(Key(scalar: key, letter: letters.count))
      return true
    }
    if !isPlain, letters.count < TypedWord.longest, let action, perform(action, key, isUpper) { return true }
    guard (lower >= 0x61 && lower <= 0x7A) || (lower >= 0x30 && lower <= 0x39) else {
      return addComposed(key)
    }
    append(key, isUpper)
    return true
  }

  /// Handles the key after a `\`: a mark stands for itself; before any other key the backslash is kept.
  mutating func addEscaped(_ key: UInt32, _ isUpper: Bool, isMark: Bool) -> Bool {
    isEscaping = false
    isPlain = true
    if !isMark {
      keys.removeLast()
      append(0x5C, false)
      return add(key)
    }
    append(key, isUpper)
    return true
  }

  /// Appends a composed letter, which a keyboard or another input method has sent.
  mutating func addComposed(_ scalar: UInt32) -> Bool {
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
    guard scalar == Scalar.đ || scalar == Scalar.upperĐ else { return false }
    append(Scalar.đ, scalar == Scalar.upperĐ, key: scalar)
    return true
  }

  mutating func append(_ key: UInt32, _ isUpper: Bool) { append(isUpper ? key | 0x20 : key, isUpper, key: key) }

  mutating func append(_ scalar: UInt32, _ isUpper: Bool, key: UInt32, madeBy: UInt32? = nil) {
    keys.append(Key(scalar: key, letter: letters.count))
    letters.append(Letter(scalar: scalar, isUpper: isUpper, madeBy: madeBy))
    if isEndless { return }
    if !isPlain { completeHorns() }
    analyse()
  }

  /// thuơ + n becomes thươn: ơ after u occurs only at the end of a word, and in quơ.
  mutating func completeHorns() {
    guard nucleus.count == 2, isPossible, nucleus.upperBound == letters.count - 1 else { return }
    let pair = (letters[nucleus.lowerBound].scalar, letters[nucleus.lowerBound + 1].scalar)
    guard pair == (Scalar.u, Scalar.ơ) || pair == (Scalar.ư, Scalar.o) else { return }
    var scalars = letters.map(\.scalar)
    scalars[nucleus.lowerBound] = Scalar.ư
    scalars[nucleus.lowerBound + 1] = Scalar.ơ
    guard Syllable(scalars).isPossible else { return }
    letters[nucleus.lowerBound].scalar = Scalar.ư
    letters[nucleus.lowerBound + 1].scalar = Scalar.ơ
  }

  /// Removes the last letter with the keys that made it, and the tone if it was there.
  mutating func removeLast() {
    if isEscaping {
      isEscaping = false
      keys.removeLast()
      return
    }
    guard !letters.isEmpty else { return }
    let carriedTone = tonePlace == letters.count - 1
    letters.removeLast()
    keys.removeAll { $0.letter == letters.count }
    isPlain = false
    pinned = nil
    analyse()
    // The tone disappears with its letter; otherwise it only moves (hoàn, hòa).
    if carriedTone || tonePlace == nil {
      tone = 0
      keys.removeAll { $0.letter == nil }
    }
  }
}
