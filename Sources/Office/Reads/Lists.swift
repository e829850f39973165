import GRDB
import Records

/// Which lines a list shows. Every list of the program is this: a register, a year of it, a filter in it, a search.
public struct ListQuery: Equatable, Sendable {
  public var search: SearchQuery
  /// Drafts stand in no register; a search finds them.
  public var includesDrafts: Bool
  public var order: ListOrder

  public init(_ search: SearchQuery, includesDrafts: Bool = true, order: ListOrder = .day) {
    self.search = search
    self.includesDrafts = includesDrafts
    self.order = order
  }

  /// A register, of one year or of all.
  public static func register(
    _ direction: Book.Direction, year: Int? = nil, filter: SearchQuery = SearchQuery(), order: ListOrder = .day
  ) -> ListQuery {
    var search = filter
    search.filters.append(.direction(direction))
    if let year { search.filters.append(.year(year)) }
    return ListQuery(search, includesDrafts: false, order: order)
  }
}

/// The way a list is walked: newest first.
public enum ListWalk: Sendable {
  /// To older lines; in another order than that of the days, onward.
  case older
  /// To newer lines; in another order, back.
  case newer
}

extension Office {
  /// One page of a list, in its order (newest first): up to `limit` lines next to `from` (not with it); from the end of the walk
  /// when nil.
  ///
  /// Of a search with marks, the documents with these marks come first, newest first, then the others; in an order that was
  /// chosen, marks make no difference.
  public func lines(
    _ query: ListQuery, from: Int64? = nil, walk: ListWalk = .older, limit: Int, today: Day
  ) throws -> [DocumentLine] {
    try read { db in
      if query.order != .day { return try OrderedLines(query, today: today, db).page(from: from, walk, limit: limit) }
      let lines = try ListStatement(query, today: today).lines(db, from: from, walk: walk, limit: limit)
      return walk == .older ? lines : lines.reversed()
    }
  }

  /// These lines, in the order of the identifiers; what is gone is left out.
  public func lines(ids: [Int64]) throws -> [DocumentLine] {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT \(DocumentLine.columns) FROM document WHERE id = ?")
      return try ids.compactMap { try DocumentLine.fetchOne(statement, arguments: [$0]) }
    }
  }

  /// The line next to a number in its book: the next higher (`step` > 0) or lower one.
  public func neighbour(of number: Int, in book: String, step: Int) throws -> DocumentLine? {
    try read { db in
      let (sign, order) = step > 0 ? (">", "ASC") : ("<", "DESC")
      return try DocumentLine.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT \(DocumentLine.columns) FROM document WHERE book = ? AND number \(sign) ? ORDER BY number \(order) LIMIT 1
            """), arguments: [book, number])
    }
  }

  /// How many lines, counted no further than `most`: a frequent word need not be counted to the end.
  public func count(_ query: ListQuery, most: Int, today: Day) throws -> Int {
    try read { db in
      let count = ListStatement(query, today: today).count(most: most)
      return try Int.fetchOne(db.cachedStatement(sql: count.sql), arguments: count.arguments)!
    }
  }

  /// While `body` runs, asks now and then whether its answer is still wanted.
  ///
  /// - Throws: `StaleQuery` when `isStale` said yes: a further key made the question another one.
  public func interruptible<T>(when isStale: @escaping () -> Bool, _ body: () throws -> T) throws -> T {
    try Interruption(isStale).guarding(database, body)
  }

  /// Documents by direction, year and state, without counting a register.
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
