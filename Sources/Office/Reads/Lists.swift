import GRDB
import Records

/// The definition of a list. All lists of the program are made with it: a register, one year of it, a filter in it, a
/// search.
public struct ListQuery: Equatable, Sendable {
  public var search: SearchQuery
  /// Drafts are in no register; a search finds them.
  public var includesDrafts: Bool
  public var order: ListOrder

  public init(_ search: SearchQuery, includesDrafts: Bool = true, order: ListOrder = .day) {
    self.search = search
    self.includesDrafts = includesDrafts
    self.order = order
  }

  /// Returns the query for a register, of one year or of all.
  public static func register(
    _ direction: Book.Direction, year: Int? = nil, filter: SearchQuery = SearchQuery(), order: ListOrder = .day
  ) -> ListQuery {
    var search = filter
    search.filters.append(.direction(direction))
    if let year { search.filters.append(.year(year)) }
    return ListQuery(search, includesDrafts: false, order: order)
  }
}

/// The direction in which a list is read; its first line is the newest.
public enum ListWalk: Sendable {
  /// To older lines; in an order other than by day, forward.
  case older
  /// To newer lines; in an order other than by day, backward.
  case newer
}

extension Office {
  /// Returns one page of a list, in its order (newest first): up to `limit` lines after `from` in the direction of
  /// `walk`, without `from` itself; from the start when `nil`.
  ///
  /// In a search with marks the documents that have these marks come first, newest first, then the others; in an order
  /// that the clerk chose, marks make no difference.
  public func lines(
    _ query: ListQuery, from: Int64? = nil, walk: ListWalk = .older, limit: Int, today: Day
  ) throws -> [DocumentLine] {
    try read { db in
      if query.order != .day { return try OrderedLines(query, today: today, db).page(from: from, walk, limit: limit) }
      let lines = try ListStatement(query, today: today).lines(db, from: from, walk: walk, limit: limit)
      return walk == .older ? lines : lines.reversed()
    }
  }

  /// Returns these lines in the order of the identifiers, without those that no longer exist.
  public func lines(ids: [Int64]) throws -> [DocumentLine] {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT \(DocumentLine.columns) FROM document WHERE id = ?")
      return try ids.compactMap { try DocumentLine.fetchOne(statement, arguments: [$0]) }
    }
  }

  /// Returns the line next to a number in its book: the next higher (`step` > 0) or lower one.
  public func neighbour(of line: DocumentLine, step: Int) throws -> DocumentLine? {
    guard let book = line.book, let number = line.number else { return nil }
    return try read { db in
      let (sign, order) = step > 0 ? (">", "ASC") : ("<", "DESC")
      return try DocumentLine.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT \(DocumentLine.columns) FROM document
            WHERE book = ? AND (number, suffix, doubled) \(sign) (?, ?, ?)
            ORDER BY number \(order), suffix \(order), doubled \(order) LIMIT 1
            """), arguments: [book, number, line.suffix, line.doubled])
    }
  }

  /// Returns the number of lines, counting to at most `most`: a frequent word need not be counted to the end.
  public func count(_ query: ListQuery, most: Int, today: Day) throws -> Int {
    try read { db in
      let count = ListStatement(query, today: today).count(most: most)
      return try Int.fetchOne(db.cachedStatement(sql: count.sql), arguments: count.arguments)!
    }
  }

  /// Runs `body` and checks now and then whether its result is still wanted.
  ///
  /// - Throws: `StaleQuery` when `isStale` returned true: another key has changed the query.
  public func interruptible<T>(when isStale: @escaping () -> Bool, _ body: () throws -> T) throws -> T {
    try Interruption(isStale).guarding(database, body)
  }

  /// Returns the number of documents by direction, year and state, without counting a register.
  public func figures() throws -> [Figure] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT direction, year, state, amount FROM figure WHERE amount > 0 ORDER BY year, direction"
      )
      .compactMap { row in
        let (direction, state): (String, String) = (row[0], row[2])
        guard let direction = Book.Direction(rawValue: direction), let state = Processing(rawValue: state) else {
          return nil
        }
        return Figure(direction: direction, year: row[1], state: state, amount: row[3])
      }
    }
  }
}

public struct Figure: Equatable, Sendable {
  public var direction: Book.Direction
  public var year: Int
  public var state: Processing
  public var amount: Int
}
