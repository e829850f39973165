import GRDB
import Records

/// The pages of a list in an order other than by day.
///
/// A register is read by the index of its order, starting at the key and the identifier of the line where the last page
/// ended, so a page far down costs as much as the first. The results of a search, and of filters other than direction,
/// year and day, are sorted.
struct OrderedLines {
  private let query: ListQuery
  private let statement: ListStatement
  private let db: Database

  init(_ query: ListQuery, today: Day, _ db: Database) throws {
    self.query = query
    self.db = db
    statement = ListStatement(query, today: today)
  }

  func page(from: Int64?, _ walk: ListWalk, limit: Int) throws -> [DocumentLine] {
    guard let from else { return try lines([], walk, limit) }
    let sql = "SELECT \(columns.joined(separator: ", ")) FROM document WHERE id = ?"
    // A line that no longer exists has no position to continue from.
    guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [from]) else { return [] }
    let place = StatementArguments((0..<columns.count).map { row[$0] as DatabaseValue })
    let (tuple, marks) = (tuple(columns), tuple(columns.map { _ in "?" }))
    let (beyond, next) = walk == .older ? ("\(tuple) > \(marks)", "<") : ("\(tuple) < \(marks)", ">")
    let sameKey = ("\(tuple) = \(marks) AND document.id \(next) ?", place + [from])
    guard try index() != nil else {
      return try lines([("(\(beyond) OR (\(sameKey.0)))", place + sameKey.1)], walk, limit)
    }
    // Two short reads: the rest of the same key, then all keys after it.
    let same = try lines([sameKey], walk, limit)
    guard same.count < limit else { return same }
    let others = try lines([(beyond, place)], walk, limit - same.count)
    return walk == .older ? same + others : others + same
  }

  private func lines(
    _ further: [(sql: String, arguments: StatementArguments)], _ walk: ListWalk, _ limit: Int
  ) throws -> [DocumentLine] {
    var further = further
    let index = try index()
    if let index { further.append((index.condition, [])) }
    let (up, down) = walk == .older ? ("ASC", "DESC") : ("DESC", "ASC")
    var order = columns.map { "\($0) \(up)" }
    // Number and mark occur once in their book.
    if index?.name != OrderedLines.numbers { order.append("document.id \(down)") }
    let page = statement.select(
      index: index?.name, further, orderedBy: order.joined(separator: ", "), limit: limit)
    let lines = try DocumentLine.fetchAll(db.cachedStatement(sql: page.sql), arguments: page.arguments)
    return walk == .older ? lines : lines.reversed()
  }

  private static let numbers = "document_number"

  /// The columns that are compared, first to last. A draft, which is in no book, comes after all books.
  private var columns: [String] {
    if let column = query.order.keyColumn { return ["document.\(column)"] }
    return query.includesDrafts
      ? ["ifnull(document.book, '~')", "ifnull(document.number, 0)", "document.suffix", "document.doubled"]
      : ["document.book", "document.number", "document.suffix", "document.doubled"]
  }

  private func tuple(_ values: [String]) -> String {
    values.count == 1 ? values[0] : "(\(values.joined(separator: ", ")))"
  }

  /// Returns the index with this order of the register and the condition it needs; `nil` where sorting is less work.
  private func index() throws -> (name: String, condition: String)? {
    guard !query.includesDrafts, query.search.terms.isEmpty else { return nil }
    var direction: Book.Direction?
    var year: Int?
    for filter in query.search.filters {
      switch filter {
      case .direction(let named): direction = named
      case .year(let named): year = named
      case .day: break
      case .state, .type, .urgency, .hasFile, .noFile, .number, .due, .place, .cameBack, .returned: return nil
      }
    }
    guard let direction, try !isSmall(direction, year) else { return nil }
    guard let column = query.order.keyColumn else {
      // A draft of one year may have got its number in a later one.
      let books = "(SELECT id FROM book WHERE direction = '\(direction.rawValue)' AND year >= \(year ?? 0))"
      return (
        OrderedLines.numbers, "document.book IN \(books)"
      )
    }
    return (OrdersMigration.index(direction, column), "document.direction = '\(direction.rawValue)'")
  }

  /// Whether a year is so small a part of its register (less than 1 %) that it is sorted: too many other lines of the
  /// index would have to be read for each of its lines.
  private func isSmall(_ direction: Book.Direction, _ year: Int?) throws -> Bool {
    guard let year else { return false }
    let sql = "SELECT total(amount), total(CASE year WHEN ?2 THEN amount END) FROM figure WHERE direction = ?1"
    let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [direction.rawValue, year])
    let (all, own): (Double, Double) = (row?[0] ?? 0, row?[1] ?? 0)
    return own * 100 < all
  }
}

extension ListOrder {
  /// The column with the sort keys; book and number are their own.
  fileprivate var keyColumn: String? {
    switch self {
    case .day, .number: nil
    case .organ: "organOrder"
    case .type: "typeOrder"
    case .subject: "subjectOrder"
    case .signer: "signerOrder"
    }
  }
}
