import Records

/// A search term in the query language of FTS5.
///
/// Every column of the index contains its words twice: folded, and with marks, the tone first (`SearchIndex`). An
/// expression uses one of the two forms. No phrase can match across them, because every word with marks begins with a
/// sign.
enum MatchExpression {
  /// Returns the expression for the documents that the term finds: `"quyet"`, `"duo"*`, `organ : "so noi vu"`,
  /// `"/quyêt .đinh"`.
  static func of(_ term: SearchQuery.Term) -> String {
    guard term.isExact else {
      return any(term.spellings.map { one($0.words, isPrefix: $0.isPrefix, $0.column) })
    }
    if let expression = withMarks(term) { return expression }
    // The last word could still become too many words: match its letters without marks, and the words before it with
    // theirs.
    let folded = one(term.words.map(\.folded), isPrefix: true, term.column)
    guard term.words.count > 1 else { return folded }
    return "(\(one(term.words.dropLast().map(\.marked), isPrefix: false, term.column)) AND \(folded))"
  }

  /// Returns the expression for the documents that have the term with exactly these marks; `nil` when there are too
  /// many possible words.
  static func withMarks(_ term: SearchQuery.Term) -> String? {
    term.markedWays.map { any($0.map { one($0, isPrefix: term.isPrefix, term.column) }) }
  }

  private static func any(_ expressions: [String]) -> String {
    expressions.count == 1 ? expressions[0] : "(\(expressions.joined(separator: " OR ")))"
  }

  private static func one(_ words: [String], isPrefix: Bool, _ column: SearchQuery.Column?) -> String {
    let phrase = "\"\(words.joined(separator: " "))\"" + (isPrefix ? "*" : "")
    return column.map { "\($0.rawValue) : \(phrase)" } ?? phrase
  }
}
