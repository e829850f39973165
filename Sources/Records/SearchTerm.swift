import Vietnamese

extension SearchQuery {
  /// Words that a document must (or, if `isExcluded`, must not) contain; several words must be adjacent and in this
  /// order.
  ///
  /// A term is searched at one of three levels:
  /// - **without marks**: `quyet` finds *quyết*, *quyệt* and *quyet* alike;
  /// - **with marks**: `quyết` finds the same documents, those with *quyết* first;
  /// - **exact**, in quotation marks: `"quyết"` finds *quyết* and *QUYẾT*, nothing else.
  ///
  /// The position of a tone mark makes no difference at any level: *hòa* is *hoà*. At the first two levels i and y are
  /// the same letter in *kỹ, kĩ* (`otherSpelling`), and leading zeros in the number of a code are ignored.
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

    /// Whether documents with exactly these marks come first.
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

  /// The spellings of the term that count as the same without marks: as typed, then with i for y or y for i, then with
  /// the number without leading zeros.
  public var spellings: [Spelling] {
    let folded = words.map(\.folded)
    var all = [Spelling(words: folded, column: column, isPrefix: isPrefix)]
    for (place, word) in folded.enumerated() {
      // At most 32 spellings: no real phrase has six such words.
      guard let other = otherSpelling(word), all.count < 32 else { continue }
      all += all.map { spelling in
        var spelling = spelling
        spelling.words[place] = other
        // `ky` typed on the way to `kyoto` is not `ki` on the way to `kinh`.
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

  /// The possible beginnings of the term's words with marks: one, or, while the last word is being typed, one for each
  /// word it may become. `nil` when there are too many to search for.
  ///
  /// A word may still get a tone. In quotation marks its letters may also still get marks, so that the intended text
  /// never leaves the list while it is being typed.
  public var markedWays: [[String]]? {
    let all = words.map(\.marked)
    guard isPrefix, let last = words.last else { return [all] }
    let beginnings = isExact ? last.beginningsWithShapes(most: last.hasMarks ? 12 : 3) : last.beginnings
    return beginnings?.map { all.dropLast() + [$0] }
  }
}
