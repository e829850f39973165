/// Keys that add marks.
extension TypedWord {
  mutating func perform(_ action: TypingMethod.Action, _ key: UInt32, _ isUpper: Bool) -> Bool {
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
    case .hook: return setShape(.hook, key, isUpper) || appendWhole(Scalar.ư, isUpper, key)
    case .letter(let scalar):
      let isUpper = scalar == Scalar.upperƠ || scalar == Scalar.upperƯ
      if letters.last?.madeBy == key { return takeBack(key, false) }
      return appendWhole(isUpper ? scalar + 1 : scalar, isUpper, key)
    case .escape: return false
    }
  }

  static func lower(_ key: UInt32) -> UInt32 { key >= 0x41 && key <= 0x5A ? key | 0x20 : key }

  var canMark: Bool { !nucleus.isEmpty && (isPossible || !options.checksSpelling) }

  mutating func setTone(_ wanted: Int, _ key: UInt32, _ isUpper: Bool) -> Bool {
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

  mutating func unpin() {
    guard pinned != nil else { return }
    pinned = nil
    analyse()
  }

  /// dd: changes the letter before; or, from the end of the word, its first letter (`dad` becomes đa).
  mutating func setBar(_ key: UInt32, _ isUpper: Bool) -> Bool {
    guard let last = letters.indices.last else { return false }
    let place: Int
    if letters[last].scalar == Scalar.d || letters[last].scalar == Scalar.đ {
      let followsVowel = last > 0 && Orthography.isVowel(letters[last - 1].scalar)
      guard !followsVowel || !options.checksSpelling else { return false }
      place = last
    } else if letters[0].scalar == Scalar.d || letters[0].scalar == Scalar.đ, canMark, options.method != .onlyD,
      options.method != .onlyD9
    {
      place = 0
    } else {
      return false
    }
    if letters[place].scalar == Scalar.đ {
      letters[place].scalar = Scalar.d
      isPlain = true
      append(key, isUpper)
    } else {
      letters[place].scalar = Scalar.đ
      keys.append(Key(scalar: key, letter: place))
      analyse()
    }
    return true
  }

  mutating func setShape(_ shape: Shape, _ key: UInt32, _ isUpper: Bool) -> Bool {
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

  /// Replaces a letter that a key made by the key itself: `ww` is w, `]]` is ].
  mutating func takeBack(_ key: UInt32, _ isUpper: Bool) -> Bool {
    letters.removeLast()
    isPlain = true
    append(key, isUpper)
    return true
  }

  /// Appends ư for w, ơ for [: after a consonant, or where else the syllable is possible (`giư`, `ươ`).
  mutating func appendWhole(_ scalar: UInt32, _ isUpper: Bool, _ key: UInt32) -> Bool {
    let isFirstVowel = nucleus.isEmpty && letters.allSatisfy { Orthography.isConsonant($0.scalar) }
    guard Syllable(letters.map(\.scalar) + [scalar]).isPossible || isFirstVowel && !options.checksSpelling else {
      return false
    }
    append(scalar, isUpper, key: key, madeBy: TypedWord.lower(key))
    return true
  }
}
