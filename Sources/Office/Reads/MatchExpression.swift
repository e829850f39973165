import Records

/// A term of a search in the language of FTS5.
///
/// Every column of the index holds its words twice: folded, and with marks, the tone in front (`SearchIndex`). An expression is
/// of one of the two; no phrase goes from the one into the other, for all marked words begin with a sign.
enum MatchExpression {
  /// What the documents have that the term finds: `"quyet"`, `"duo"*`, `organ : "so noi vu"`, `"/quyêt .đinh"`.
  static func of(_ term: SearchQuery.Term) -> String {
    guard term.isExact else {
      return any(term.spellings.map { one($0.words, isPrefix: $0.isPrefix, $0.column) })
    }
    if let expression = withMarks(term) { return expression }
    // Nobody types such a word on the way to another: its letters, behind the words before it as they are.
    let folded = one(term.words.map(\.folded), isPrefix: true, term.column)
    guard term.words.count > 1 else { return folded }
    return "(\(one(term.words.dropLast().map(\.marked), isPrefix: false, term.column)) AND \(folded))"
  }

  /// What the documents have that have the term with these very marks; nil when that is not to be asked yet.
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
