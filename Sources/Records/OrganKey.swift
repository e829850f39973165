import Vietnamese

/// The words of an agency's name, made ready for completion.
struct OrganKey: Sendable {
  /// Folded words, one behind the other.
  private let text: [UInt8]
  private let words: [Range<Int>]
  /// Words before this one say of what kind the agency is (`uy ban nhan dan xa`), those from it on which one.
  private let firstOwnWord: Int
  /// First letters of all words (`ubndxdt`), and without the kind of unit (`ubnddt`).
  private let initials: [UInt8]
  private let shortInitials: [UInt8]
  /// First letters that occur, as bits: most agencies are told off by this alone.
  private let letters: UInt64
  /// Among equals: committees before councils before the Party, short names before long ones.
  let weight: Int

  init(_ organ: Organ) {
    var words = searchTokens(organ.name)
    var kind = 0
    if words.first == "ubnd" || words.first == "hdnd" {
      kind = words[0] == "ubnd" ? 0 : 1
      words.replaceSubrange(0..<1, with: kind == 0 ? ["uy", "ban", "nhan", "dan"] : ["hoi", "dong", "nhan", "dan"])
    } else if organ.level == .party {
      kind = 2
    }
    var own = kind < 2 && words.count > 4 && words[3] == "dan" ? 4 : (organ.level == .party ? 2 : 0)
    let unitStart = own
    if own < words.count, ["xa", "phuong", "huyen", "tinh"].contains(words[own]) {
      own += 1
    } else if own + 1 < words.count, ["thi tran", "thanh pho"].contains("\(words[own]) \(words[own + 1])") {
      own += 2
    } else if own == 0, ["so", "bo"].contains(words[0]), words.count > 1 {
      own = 1
    }
    firstOwnWord = min(own, words.count - 1)
    initials = words.map { $0.utf8.first! }
    shortInitials = words.indices.filter { $0 < unitStart || $0 >= own || unitStart == 0 }.map { words[$0].utf8.first! }
    var text: [UInt8] = []
    var ranges: [Range<Int>] = []
    for word in words {
      ranges.append(text.count..<text.count + word.utf8.count)
      text.append(contentsOf: word.utf8)
    }
    self.text = text
    self.words = ranges
    letters = initials.reduce(0) { $0 | OrganKey.bit($1) }
    weight = kind * 300 + min(299, text.count)
  }

  /// How far the typed words are from the name; 0 is nearest, `nil` when one of them is not in it.
  func score(_ tokens: [[UInt8]]) -> Int? {
    var score = 0
    for token in tokens {
      guard letters & OrganKey.bit(token[0]) != 0, let part = distance(of: token) else { return nil }
      score += part
    }
    return score
  }

  private func distance(of token: [UInt8]) -> Int? {
    var best: Int?
    for (place, word) in words.enumerated() where token.count <= word.count {
      guard text[word.lowerBound..<word.lowerBound + token.count].elementsEqual(token) else { continue }
      let own = place >= firstOwnWord
      let score = (own ? 0 : 20) + (token.count == word.count ? 0 : 4) + (own ? min(3, place - firstOwnWord) : 0)
      best = min(best ?? score, score)
    }
    if token.count > 1, let place = shortInitials.firstRange(of: token) ?? initials.firstRange(of: token) {
      // `ubnd` names a kind and no more; a run that reaches into the name itself is as good as its words.
      let score = place.lowerBound == 0 ? 2 : 3
      best = min(best ?? score, score)
    }
    return best
  }

  private static func bit(_ letter: UInt8) -> UInt64 { 1 << UInt64(letter & 63) }
}

extension Array where Element == UInt8 {
  fileprivate func firstRange(of part: [UInt8]) -> Range<Int>? {
    guard part.count <= count else { return nil }
    return (0...count - part.count).first { self[$0..<$0 + part.count].elementsEqual(part) }
      .map { $0..<$0 + part.count }
  }
}
