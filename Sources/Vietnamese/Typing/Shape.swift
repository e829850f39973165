/// A mark that makes a vowel another letter: the circumflex (roof) of â ê ô, the breve of ă, the horn of ơ ư.
enum Shape: Equatable {
  case roof(UInt32?)
  case breve
  case horn
  /// Telex w: breve or horn.
  case hook

  /// Returns the letter with this mark instead of the one it has.
  private func on(_ letter: UInt32) -> UInt32? {
    let plain = Shape.plain(letter)
    switch (self, plain) {
    case (.roof(nil), Scalar.a), (.roof(Scalar.a), Scalar.a): return Scalar.â
    case (.roof(nil), Scalar.e), (.roof(Scalar.e), Scalar.e): return Scalar.ê
    case (.roof(nil), Scalar.o), (.roof(Scalar.o), Scalar.o): return Scalar.ô
    case (.breve, Scalar.a), (.hook, Scalar.a): return Scalar.ă
    case (.horn, Scalar.o), (.hook, Scalar.o): return Scalar.ơ
    case (.horn, Scalar.u), (.hook, Scalar.u): return Scalar.ư
    default: return nil
    }
  }

  static func plain(_ letter: UInt32) -> UInt32 {
    switch letter {
    case Scalar.ă, Scalar.â: Scalar.a
    case Scalar.ê: Scalar.e
    case Scalar.ô, Scalar.ơ: Scalar.o
    case Scalar.ư: Scalar.u
    default: letter
    }
  }

  /// Returns the word with the mark on the letter of the nucleus that can have it; `nil` if there is none, or it has
  /// the mark already.
  ///
  /// In uo both can have the horn: at the end of a word only the o gets it (huơ, thuở), otherwise both (hương, người).
  /// Other marks that are in the way are removed (ươ + circumflex is uô).
  func marked(_ word: [UInt32], _ nucleus: Range<Int>, checks: Bool) -> [UInt32]? {
    marked(word, nucleus) { Syllable($0).isPossible } ?? (checks ? nil : marked(word, nucleus) { _ in true })
  }

  private func marked(_ word: [UInt32], _ nucleus: Range<Int>, fits: ([UInt32]) -> Bool) -> [UInt32]? {
    var plain = word
    for place in nucleus { plain[place] = Shape.plain(word[place]) }
    if self == .horn || self == .hook, let u = uBeforeO(plain, nucleus) {
      var both = word
      both[u] = Scalar.ư
      both[u + 1] = Scalar.ơ
      let isAlone = u + 2 == word.count
      if both != word, !isAlone || word[u + 1] == Scalar.ơ || word[u] == Scalar.ư, fits(both) { return both }
    }
    for start in [word, plain] {
      // Of two candidates, take the later: oă, uơ, uâ; except in ưu, where both are u.
      let places = nucleus.reversed().filter { on(word[$0]) != nil && on(word[$0]) != word[$0] }
      for place in places.sorted(by: { isPreferred(word, $0) && !isPreferred(word, $1) }) {
        var result = start
        result[place] = on(word[place])!
        if result != word, fits(result) { return result }
      }
    }
    return nil
  }

  /// Returns the word with this mark removed.
  func unmarked(_ word: [UInt32], _ nucleus: Range<Int>) -> [UInt32] {
    var result = word
    for place in nucleus where on(word[place]) == word[place] { result[place] = Shape.plain(word[place]) }
    return result
  }

  private func uBeforeO(_ plain: [UInt32], _ nucleus: Range<Int>) -> Int? {
    nucleus.dropLast().first { plain[$0] == Scalar.u && plain[$0 + 1] == Scalar.o }
  }

  /// In uu the first letter gets the horn: lưu.
  private func isPreferred(_ word: [UInt32], _ place: Int) -> Bool {
    word[place] == Scalar.u && place + 1 < word.count && word[place + 1] == Scalar.u
  }
}
