import Vietnamese

/// The words of an agency's name, prepared for completion.
struct OrganKey: Sendable {
  /// The folded words, concatenated without separators.
  private let text: [UInt8]
  private let words: [Range<Int>]
  /// The index of the word for the kind of unit (`xa`, `thi tran`, `tinh`), and of the first word after it, where the
  /// unit's own name begins. The words before name the body (`uy ban nhan dan`).
  private let unitWord: Int
  private let ownWord: Int
  /// First letters: of all words (`ubndxdt`), and as in abbreviations, without the unit and without `và` (`ubnddt`).
  private let initials: Initials
  private let shortInitials: Initials
  private let symbol: [UInt8]
  /// The first letters that occur, as bits: they alone rule out most agencies.
  private let letters: UInt64
  /// The order among agencies with equal scores: committees before councils before the Party, the province first, short
  /// names before long ones.
  let weight: Int

  private struct Initials {
    var letters: [UInt8]
    /// The indices at which typed initials may start: the body, the unit, or a word of the unit's own name.
    var starts: [Int]

    func contain(_ token: [UInt8]) -> Bool { starts.contains { letters[$0...].starts(with: token) } }
  }

  init(_ organ: Organ) { self.init(organ, words: searchTokens(organ.name)) }

  /// - Parameter words: `searchTokens` of the name.
  init(_ organ: Organ, words: [String]) {
    let (words, body) = OrganKey.spelledOut(words)
    let unitWord = body != .other ? 4 : organ.level == .party ? 2 : 0
    var ownWord = unitWord
    if unitWord < words.count, ["xa", "phuong", "huyen", "tinh"].contains(words[unitWord]) {
      ownWord += 1
    } else if unitWord + 1 < words.count,
      ["thi tran", "thanh pho"].contains("\(words[unitWord]) \(words[unitWord + 1])")
    {
      ownWord += 2
    } else if unitWord == 0, words.count > 1, ["so", "bo"].contains(words[0]) {
      ownWord = 1
    }
    self.unitWord = unitWord
    self.ownWord = ownWord
    initials = Initials(
      letters: words.map { $0.utf8.first! }, starts: words.indices.filter { $0 == 0 || $0 >= unitWord })
    let short = words.indices.filter { words[$0] != "va" && ($0 < unitWord || $0 >= ownWord || unitWord == 0) }
    shortInitials = Initials(
      letters: short.map { words[$0].utf8.first! }, starts: short.indices.filter { $0 == 0 || short[$0] >= ownWord })
    symbol = body == .other ? Array(fold(organ.symbol ?? "").utf8) : []

    var text: [UInt8] = []
    var ranges: [Range<Int>] = []
    for word in words {
      ranges.append(text.count..<text.count + word.utf8.count)
      text.append(contentsOf: word.utf8)
    }
    self.text = text
    self.words = ranges
    letters = (initials.letters + symbol.prefix(1)).reduce(0) { $0 | OrganKey.bit($1) }
    let rank = body == .council ? 1 : organ.level == .party ? 2 : 0
    weight = rank * 300 + (organ.level == .province ? 0 : 100) + min(199, text.count)
  }

  private enum Body { case committee, council, other }

  /// Spells out `ubnd` and `hdnd`, so that both spellings are the same words.
  private static func spelledOut(_ words: [String]) -> (words: [String], body: Body) {
    let committee = ["uy", "ban", "nhan", "dan"]
    let council = ["hoi", "dong", "nhan", "dan"]
    if words.first == "ubnd" { return (committee + words.dropFirst(), .committee) }
    if words.first == "hdnd" { return (council + words.dropFirst(), .council) }
    if words.starts(with: committee) { return (words, .committee) }
    if words.starts(with: council) { return (words, .council) }
    return (words, .other)
  }

  /// Returns how far the typed words are from the name: 0 is nearest, `nil` when one of them is not in it.
  func score(_ tokens: [[UInt8]]) -> Int? {
    var score = 0
    for token in tokens {
      guard letters & OrganKey.bit(token[0]) != 0, let part = distance(of: token) else { return nil }
      score += part
    }
    return score
  }

  /// Returns the distance of one typed word: the unit's own name is nearest, then the kind of unit typed in full,
  /// initials, and last the words of the body.
  private func distance(of token: [UInt8]) -> Int? {
    var best = Int.max
    for (place, word) in words.enumerated() where token.count <= word.count {
      guard text[word.lowerBound..<word.lowerBound + token.count].elementsEqual(token) else { continue }
      let isWhole = token.count == word.count
      if place >= ownWord {
        best = min(best, (isWhole ? 0 : 4) + min(3, place - ownWord))
      } else if place >= unitWord {
        best = min(best, isWhole ? 0 : 20)
      } else {
        best = min(best, isWhole ? 20 : 24)
      }
    }
    if token.count > 1 {
      if symbol.starts(with: token) { best = min(best, symbol.count == token.count ? 0 : 4) }
      if shortInitials.contain(token) || initials.contain(token) { best = min(best, 3) }
    }
    return best == Int.max ? nil : best
  }

  private static func bit(_ letter: UInt8) -> UInt64 { 1 << UInt64(letter & 63) }
}
