/// Counts, for every encoding, which words of a text are legal syllables in it.
///
/// A word is a run of letters and of bytes beyond ASCII: the same runs for all encodings, so that their counts can be
/// compared. Vietnamese has few syllables, so each is judged once and cached.
struct WordCount {
  /// In the order of preference for those that yield the same text.
  static let candidates: [TextEncoding] =
    [TextEncoding(.utf8)]
    + [CodePage.tcvn3, .vni, .viscii, .cp1258, .vps, .tcvn5712].flatMap {
      [TextEncoding($0), TextEncoding($0, isMisread: true)]
    }

  /// One bit for each candidate.
  private struct Judgement {
    var legal: UInt16 = 0
    /// Not a word in this encoding: a dash, a quotation mark, an abbreviation.
    var neutral: UInt16 = 0
  }

  private(set) var words = 0
  private var legal = [Int](repeating: 0, count: candidates.count)
  private var neutral = [Int](repeating: 0, count: candidates.count)
  private var known: [ShortWord: Judgement] = [:]

  var scores: [Detection.Score] {
    WordCount.candidates.indices.map {
      Detection.Score(encoding: WordCount.candidates[$0], legal: legal[$0], words: words - neutral[$0])
    }.enumerated().sorted { ($1.element.legal, $0.offset) < ($0.element.legal, $1.offset) }.map(\.element)
  }

  mutating func read(_ bytes: [UInt8]) {
    forEachWord(bytes) { count, judgement, _ in
      count.words += 1
      for place in WordCount.candidates.indices {
        count.legal[place] += Int(judgement.legal >> UInt16(place) & 1)
        count.neutral[place] += Int(judgement.neutral >> UInt16(place) & 1)
      }
      return true
    }
  }

  /// Returns the first line that is clearly in another encoding: at least three words, at most a third of them legal
  /// here and at least four fifths there.
  mutating func misfit(_ encoding: TextEncoding, _ bytes: [UInt8]) -> (line: Int, TextEncoding)? {
    guard let own = WordCount.candidates.firstIndex(of: encoding), legal[own] < words - neutral[own] else { return nil }
    var line = 0
    var words = 0
    var legal = [Int](repeating: 0, count: WordCount.candidates.count)
    func other() -> TextEncoding? {
      guard words >= 3, legal[own] * 3 <= words else { return nil }
      let best = WordCount.candidates.indices.max { legal[$0] < legal[$1] }!
      return legal[best] >= 3 && legal[best] * 5 >= words * 4 ? WordCount.candidates[best] : nil
    }
    var found: (Int, TextEncoding)?
    forEachWord(bytes) { _, judgement, at in
      if at != line {
        if let other = other() {
          found = (line, other)
          return false
        }
        (line, words) = (at, 0)
        for place in legal.indices { legal[place] = 0 }
      }
      if judgement.neutral >> UInt16(own) & 1 == 0 { words += 1 }
      for place in legal.indices { legal[place] += Int(judgement.legal >> UInt16(place) & 1) }
      return true
    }
    return found ?? other().map { (line, $0) }
  }

  /// Calls `body` with every word that is not plain ASCII, and its line, until it returns false.
  private mutating func forEachWord(_ bytes: [UInt8], _ body: (inout WordCount, Judgement, Int) -> Bool) {
    var line = 1
    var start: Int?
    var isMarked = false
    var key = ShortWord()
    for index in 0...bytes.count {
      let byte = index < bytes.count ? bytes[index] : 0x20
      // Old pages have letters among the control characters, but no text has them at line breaks and tabs.
      if byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte < 0x09 || byte > 0x0D && byte < 0x1B
        || byte == 0x1E
      {
        if start == nil {
          (start, isMarked) = (index, false)
          key = ShortWord()
        }
        if byte >= 0x80 || byte < 0x20 { isMarked = true }
        key.append(byte)
        continue
      }
      if let from = start {
        start = nil
        if isMarked, !body(&self, judge(bytes[from..<index], key), line) { return }
      }
      if byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A) { line += 1 }
    }
  }

  private mutating func judge(_ word: ArraySlice<UInt8>, _ key: ShortWord) -> Judgement {
    guard word.count <= ShortWord.longest else {
      return word.count <= 4 * ShortWord.longest ? judge(Array(word)) : Judgement()
    }
    if let known = known[key] { return known }
    let judgement = judge(Array(word))
    if known.count < ShortWord.mostKnown { known[key] = judgement }
    return judgement
  }

  private func judge(_ word: [UInt8]) -> Judgement {
    var judgement = Judgement()
    let isWestern =
      String(validating: word, as: UTF8.self)?.unicodeScalars.allSatisfy { Windows1252.byte($0.value) != nil } ?? false
    for (place, candidate) in WordCount.candidates.enumerated() where isWestern || !candidate.isMisread {
      let decoded = candidate.decode(word)
      guard decoded.undecodedCount == 0 else { continue }
      // A single sign (§, a bullet, a dash) would be a letter in some page.
      if candidate != TextEncoding(.utf8), decoded.text.unicodeScalars.count == 1 {
        judgement.neutral |= 1 << UInt16(place)
        continue
      }
      switch isWord(decoded.text) {
      case true?: judgement.legal |= 1 << UInt16(place)
      case nil: judgement.neutral |= 1 << UInt16(place)
      case false?: break
      }
    }
    return judgement
  }

  /// Whether it is a syllable, perhaps in quotation marks or beside a dash; `nil` if it is not a word at all.
  private func isWord(_ text: String) -> Bool? {
    var runs: [[UInt32]] = [[]]
    var hasSymbol = false
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value < 0x80 && value >= 0x20 || Alphabet.vowel(value) != nil || value | 1 == 0x111 {
        runs[runs.count - 1].append(value)
      } else if WordCount.punctuation.contains(value) {
        runs.append([])
      } else if scalar.properties.isAlphabetic || value < 0xA0 || isCombiningMark(value) {
        return false
      } else {
        hasSymbol = true
      }
    }
    if hasSymbol { return runs.contains { !$0.isEmpty } ? false : nil }
    var isWord: Bool?
    for run in runs where run.contains(where: { $0 >= 0x80 }) {
      // HĐND, QĐ: not syllables, but no evidence against the page either.
      if !run.contains(where: { Alphabet.vowel($0) != nil }) { continue }
      guard isSyllable(VIQR.text(run)) else { return false }
      isWord = true
    }
    return isWord
  }

  private static let punctuation = Set("“”‘’«»–—…•\u{A0}".unicodeScalars.map(\.value))
}

/// The bytes of a word of at most sixteen, as a key that is quick to compare. No word begins with a zero byte.
struct ShortWord: Hashable {
  static let longest = 16
  /// A text has some thousand different syllables; more need not be cached.
  static let mostKnown = 50_000

  private var high: UInt64 = 0
  private var low: UInt64 = 0

  init() {}

  init(_ bytes: ArraySlice<UInt8>) { for byte in bytes { append(byte) } }

  mutating func append(_ byte: UInt8) {
    high = high << 8 | low >> 56
    low = low << 8 | UInt64(byte)
  }
}
