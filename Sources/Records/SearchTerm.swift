import Vietnamese

extension SearchQuery {
  /// Words that must be there (or, `isExcluded`, must not), one after the other when there are several.
  ///
  /// A term is looked for at one of three levels:
  /// - **without marks**: `quyet` finds *quyết*, *quyệt* and *quyet* alike;
  /// - **with marks**: `quyết` finds the same documents, those with *quyết* first;
  /// - **exact**, in quotes: `"quyết"` finds *quyết* and *QUYẾT*, nothing else.
  ///
  /// Where a tone stands makes no difference at any level: *hòa* is *hoà*. At the first two, i and y are one letter in *kỹ, kĩ*
  /// (`otherSpelling`), and a number of a code is the same with zeros before it.
  public struct Term: Equatable, Sendable {
    public var words: [SearchWord]
    public var column: Column?
    /// The last word is still being typed.
    public var isPrefix: Bool
    public var isExcluded: Bool
    public var isExact: Bool

    public init(words: [SearchWord], column: Column? = nil, isPrefix: Bool, isExcluded: Bool = false, isExact: Bool) {
      self.words = words
      self.column = column
      self.isPrefix = isPrefix
      self.isExcluded = isExcluded
      self.isExact = isExact
    }

    /// Documents with these very marks come first.
    public var isRanking: Bool { !isExact && !isExcluded && words.contains(where: \.hasMarks) }
  }
}

extension SearchQuery.Term {
  /// One way to write the words without marks.
  public struct Spelling: Equatable, Sendable {
    public var words: [String]
    public var column: SearchQuery.Column?
    /// The last word may go on.
    public var isPrefix: Bool
  }

  /// The ways to write the term that count as the same without marks: as typed first, then with i for y or y for i, then with a
  /// number without the zeros before it.
  public var spellings: [Spelling] {
    let folded = words.map(\.folded)
    var all = [Spelling(words: folded, column: column, isPrefix: isPrefix)]
    for (place, word) in folded.enumerated() {
      // Six words of that kind in one term are no phrase of anybody's.
      guard let other = otherSpelling(word), all.count < 32 else { continue }
      all += all.map { spelling in
        var spelling = spelling
        spelling.words[place] = other
        // `ky` on its way to `kyoto` is not `ki` on its way to `kinh`.
        if place == folded.count - 1 { spelling.isPrefix = false }
        return spelling
      }
    }
    if column == nil || column == .code, folded[0].utf8.first == UInt8(ascii: "0"), Int(folded[0]) ?? 0 > 0 {
      let number = String(folded[0].drop { $0 == "0" })
      all.append(
        Spelling(words: [number] + folded.dropFirst(), column: .code, isPrefix: isPrefix && folded.count > 1))
    }
    return all
  }

  /// The ways the marked words of the term may begin: one, or, while the last word is being typed, one for each word it may
  /// become. Nil when there are too many to ask for.
  ///
  /// A word may still get a tone. In quotes the marks of its letters may still come as well, so that the text wanted never
  /// leaves the list on the way to it.
  public var markedWays: [[String]]? {
    let all = words.map(\.marked)
    guard isPrefix, let last = words.last else { return [all] }
    let beginnings = isExact ? last.beginningsWithShapes(most: last.hasMarks ? 12 : 3) : last.beginnings
    return beginnings?.map { all.dropLast() + [$0] }
  }
}
