import GRDB
import Records

/// A list query as SQL.
///
/// Filters that are tokens in the search index are evaluated there, so that a frequent word with a rare filter does not
/// read every hit; days and numbers are ranges of `document`. Without words, only `document` is read, by one of its
/// indexes.
struct ListStatement {
  private var match: [String] = []
  /// The expressions for the documents that come first, which have the words with their marks; and those words alone.
  private var markedMatch: [String] = []
  private var marked: [String] = []
  private var conditions: [String] = []
  private var arguments: StatementArguments = []
  private var direction: Book.Direction?

  init(_ query: ListQuery, today: Day) {
    let search = query.search
    let plain = search.terms.isEmpty && !search.filters.contains(where: \.needsIndex)
    for filter in search.filters { add(filter, plain: plain, today) }
    if !plain {
      let terms = search.terms.filter { !$0.isExcluded }
      let excluded = search.terms.filter(\.isExcluded).map(MatchExpression.of)
      let facts = match
      match = ListStatement.matching(terms.map(MatchExpression.of) + facts, without: excluded)
      marked = terms.filter(\.isRanking).compactMap(MatchExpression.withMarks)
      if isRanked {
        let first = terms.map {
          $0.isRanking ? MatchExpression.withMarks($0) ?? MatchExpression.of($0) : MatchExpression.of($0)
        }
        markedMatch = ListStatement.matching(first + facts, without: excluded)
      }
    }
    if !query.includesDrafts { conditions.append("document.book IS NOT NULL") }
  }

  private static func matching(_ expressions: [String], without excluded: [String]) -> [String] {
    let all = expressions.isEmpty ? [Fact.anyDirection] : expressions
    guard !excluded.isEmpty else { return all }
    return ["(\(all.joined(separator: " AND "))) NOT (\(excluded.joined(separator: " OR ")))"]
  }

  private mutating func add(_ filter: SearchQuery.Filter, plain: Bool, _ today: Day) {
    // The search index reads its rows in this order too: a range skips the hits outside it.
    let key = plain ? "document.id" : "search.rowid"
    switch filter {
    case .direction(let direction):
      if plain { condition("document.direction = ?", [direction.rawValue]) } else { fact(Fact.direction(direction)) }
    case .year(let year):
      let (first, next) = (Day(year, 1, 1), Day(min(year + 1, 2199), 1, 1))
      condition("\(key) >= ? AND \(key) < ?", [Int64(first.ordinal) << 24, Int64(next.ordinal) << 24])
      if !plain { fact(Fact.year(year)) }
    case .state(let states):
      if plain {
        condition(
          "document.state IN (\(states.map { "'\($0.rawValue)'" }.joined(separator: ", ")))", [])
      } else {
        match.append("(" + states.map { "facts : \"\(Fact.state($0))\"" }.joined(separator: " OR ") + ")")
      }
    case .type(let name): fact(Fact.type(name))
    case .urgency(let urgency): fact(Fact.urgency(urgency))
    case .hasFile: fact(Fact.hasFile)
    case .noFile: condition("document.files = 0", [])
    case .place(let place):
      let stored = place == .carrier ? "'folder', 'mail'" : "'\(place.rawValue)'"
      condition("\(key) IN (SELECT document FROM delivery WHERE place IN (\(stored)))", [])
    case .cameBack: condition("\(key) IN (SELECT document FROM delivery WHERE event = 'returned')", [])
    case .returned(let includingSeen):
      condition(
        "\(key) IN (SELECT document FROM delivery WHERE \(Deliveries.cameBack) AND isSeen <= ?)", [includingSeen])
    case .number(let number): condition("document.number = ?", [number])
    case .due(.overdue):
      condition("document.state IN \(Inbox.open) AND document.dueDate < ?", [today.description])
    case .due(.none):
      condition("document.state IN \(Inbox.open) AND document.dueDate IS NULL", [])
    case .due(.range(let from, let through)):
      if let from { condition("document.dueDate >= ?", [from.description]) }
      if let through { condition("document.dueDate <= ?", [through.description]) }
    case .day(let from, let through):
      if let from { condition("\(key) >= ?", [Int64(from.ordinal) << 24]) }
      if let through { condition("\(key) < ?", [Int64(through.ordinal + 1) << 24]) }
    }
  }

  private mutating func fact(_ token: String) { match.append("facts : \"\(token)\"") }

  private mutating func condition(_ sql: String, _ values: StatementArguments) {
    conditions.append(sql)
    arguments += values
  }

  private var source: String {
    match.isEmpty ? "document" : "search CROSS JOIN document ON document.id = search.rowid"
  }

  private var key: String { match.isEmpty ? "document.id" : "search.rowid" }

  /// A part of the list.
  enum Part {
    case all
    /// The documents that have the words with their marks, and the others.
    case marked, others
  }

  /// Whether words were typed with marks; if so the list has two parts.
  var isRanked: Bool { !marked.isEmpty }

  /// Returns the statement for one part; a list that is not ranked has only one, `all`.
  func part(_ part: Part) -> ListStatement {
    guard part != .all, isRanked else { return self }
    var statement = self
    statement.match =
      part == .marked
      ? markedMatch : ["(\(match.joined(separator: " AND "))) NOT (\(marked.joined(separator: " AND ")))"]
    return statement
  }

  func page(from: Int64?, walk: ListWalk, limit: Int) -> (sql: String, arguments: StatementArguments) {
    var statement = self
    if let from { statement.condition("\(key) \(walk == .older ? "<" : ">") ?", [from]) }
    let order = "ORDER BY \(key) \(walk == .older ? "DESC" : "ASC") LIMIT ?"
    return (
      "SELECT \(DocumentLine.columns) FROM \(source)\(statement.whereClause) \(order)", statement.allArguments + [limit]
    )
  }

  /// Returns the query whether a document is in the list.
  func holds(_ id: Int64) -> (sql: String, arguments: StatementArguments) {
    var statement = self
    statement.condition("\(key) = ?", [id])
    return ("SELECT EXISTS (SELECT 1 FROM \(source)\(statement.whereClause))", statement.allArguments)
  }

  /// Returns the query for these lines in another order, narrowed by further conditions; `index` is the index on
  /// `document` with that order.
  func select(
    index: String?, _ further: [(sql: String, arguments: StatementArguments)], orderedBy order: String, limit: Int
  ) -> (sql: String, arguments: StatementArguments) {
    var statement = self
    for condition in further { statement.condition(condition.sql, condition.arguments) }
    let source = index.map { "document INDEXED BY \($0)" } ?? source
    return (
      "SELECT \(DocumentLine.columns) FROM \(source)\(statement.whereClause) ORDER BY \(order) LIMIT ?",
      statement.allArguments + [limit]
    )
  }

  func count(most: Int) -> (sql: String, arguments: StatementArguments) {
    // Reading the document of every hit takes longer than finding the hits.
    let readsDocument = match.isEmpty || conditions.contains { $0.contains("document.") }
    return (
      "SELECT count(*) FROM (SELECT 1 FROM \(readsDocument ? source : "search")\(whereClause) LIMIT ?)",
      allArguments + [most]
    )
  }

  private var whereClause: String {
    let all = (match.isEmpty ? [] : ["search MATCH ?"]) + conditions
    return all.isEmpty ? "" : " WHERE " + all.joined(separator: " AND ")
  }

  private var allArguments: StatementArguments {
    match.isEmpty ? arguments : [match.joined(separator: " AND ")] + arguments
  }
}

extension SearchQuery.Filter {
  /// Whether the filter is a token of the search index and nothing else.
  fileprivate var needsIndex: Bool {
    switch self {
    case .type, .urgency, .hasFile: true
    case .direction, .year, .state, .number, .due, .day, .noFile, .place, .cameBack, .returned: false
    }
  }
}

extension Fact {
  static let anyDirection = "(facts : \"\(direction(.incoming))\" OR facts : \"\(direction(.outgoing))\")"
}
