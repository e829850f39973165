import Foundation

/// What a search should find, read from the original text word by word, without any code of the program: slow and
/// simple.
struct SearchReference {
  struct Word {
    var folded: String
    var letters: [Character]
    var tones: [Unicode.Scalar]

    init(_ text: some StringProtocol) {
      let tones = Set("\u{300}\u{301}\u{303}\u{309}\u{323}".unicodeScalars)
      let apart = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
      self.tones = apart.filter(tones.contains)
      var bare = String.UnicodeScalarView()
      bare.append(contentsOf: apart.filter { !tones.contains($0) })
      letters = Array(String(bare).precomposedStringWithCanonicalMapping)
      folded = String(letters.map(Word.plain))
    }

    static func plain(_ letter: Character) -> Character {
      let plain: [Character: Character] = ["ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u", "đ": "d"]
      return plain[letter] ?? letter
    }

    static func all(_ text: String) -> [Word] {
      text.precomposedStringWithCanonicalMapping.split { !$0.isLetter && !$0.isNumber }.map { Word($0) }
    }

    /// Folded, with i for y where the two are equivalent.
    var loose: String {
      let open = ["hy", "ky", "ly", "my", "sy", "ty", "vy", "quy"]
      return open.contains(folded) ? folded.dropLast() + "i" : folded
    }

    func isLoosely(_ typed: Word, _ isTyping: Bool) -> Bool {
      loose == typed.loose || isTyping && folded.hasPrefix(typed.folded)
    }

    func has(_ typed: Word, _ isTyping: Bool) -> Bool {
      guard isTyping else { return letters == typed.letters && tones == typed.tones }
      return letters.starts(with: typed.letters) && (typed.tones.isEmpty || typed.tones == tones)
    }

    /// Like `has`, but a plain letter may get its mark later.
    func mayBe(_ typed: Word, _ isTyping: Bool) -> Bool {
      guard isTyping else { return has(typed, false) }
      return letters.count >= typed.letters.count && (typed.tones.isEmpty || typed.tones == tones)
        && zip(letters, typed.letters).allSatisfy { $0 == $1 || Word.plain($0) == $1 }
    }

    /// The number of words that its letters can become, with the marks that may still come.
    var mayBecome: Int {
      let ways: [Character: Int] = ["a": 3, "d": 2, "e": 2, "o": 3, "u": 2]
      return letters.reduce(tones.isEmpty ? 6 : 1) { $0 * (ways[$1] ?? 1) }
    }

    var hasMarks: Bool { !tones.isEmpty || String(letters) != folded }
  }

  /// A word or a phrase of a query.
  struct Term {
    var words: [Word]
    var isExact = false
    var isExcluded = false
    var isTyping = false
    var inSubject = false

    func stands(in texts: [[Word]], _ same: (Word, Word, Bool) -> Bool) -> Bool {
      texts.contains { text in
        text.indices.contains { start in
          guard start + words.count <= text.count else { return false }
          return words.indices.allSatisfy {
            same(text[start + $0], words[$0], isTyping && $0 == words.count - 1)
          }
        }
      }
    }

    func isFound(in document: Paper) -> Bool {
      let texts = inSubject ? [document.subject] : [document.organ, document.subject]
      let found =
        if !isExact {
          stands(in: texts) { $0.isLoosely($1, $2) }
        } else if isTyping, words.last!.mayBecome > (words.last!.hasMarks ? 12 : 3) {
          // A word that may still become too many is searched for by its letters, after words that match exactly.
          stands(in: texts) { $2 ? $0.folded.hasPrefix($1.folded) : $0.folded == $1.folded }
            && (words.count == 1
              || Term(words: words.dropLast()).stands(in: texts) { word, typed, _ in word.has(typed, false) })
        } else {
          stands(in: texts) { $0.mayBe($1, $2) }
        }
      return found != isExcluded
    }

    func isMarked(in document: Paper) -> Bool {
      stands(in: inSubject ? [document.subject] : [document.organ, document.subject]) { $0.has($1, $2) }
    }

    var ranks: Bool { !isExact && !isExcluded && words.contains(where: \.hasMarks) }
  }

  struct Paper {
    var number: Int
    var organ: [Word]
    var subject: [Word]
  }

  var papers: [Paper] = []

  /// Returns the numbers of the documents in the order of the list.
  func answer(_ terms: [Term]) -> [Int] {
    let found = papers.filter { paper in terms.allSatisfy { $0.isFound(in: paper) } }
    let ranking = terms.filter(\.ranks)
    func part(_ paper: Paper) -> Int { ranking.allSatisfy { $0.isMarked(in: paper) } ? 0 : 1 }
    return found.sorted { (part($0), -$0.number) < (part($1), -$1.number) }.map(\.number)
  }
}
