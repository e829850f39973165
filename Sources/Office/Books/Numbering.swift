import GRDB
import Records
import Wording

/// Books and their numbers: 1, 2, 3 … without gap or duplicate, given in the transaction that writes the line.
extension OfficeTransaction {
  /// Returns the book that numbers documents of this type on this day; opens the books of a new year.
  func book(_ direction: Book.Direction, typeName: String, on day: Day) throws -> BookState {
    switch try BookState.place(direction, typeName: typeName, year: day.year, db) {
    case .open(let bookState): return bookState
    case .toOpen(let model, let others):
      // The station that held a book of the old year opens that of the new one, and no other station does.
      try expectMayNumber(model)
      try expectRead(model)
      try expectYearKnown(day.year)
      let own = try stationID
      for (book, earlier) in others where try earlier.isHeld(by: own) && !isUnread(earlier) {
        try write(.bookOpened(.init(book: book)))
      }
      return try self.book(direction, typeName: typeName, on: day)
    case nil: throw NumberingRefusal.noBook(year: day.year)
    }
  }

  /// Returns the next number of the book.
  ///
  /// - Throws: if another station holds the book, the file is damaged, forked or without its key, the numbers on paper
  ///   are not confirmed, the hub has not let this PC number the book or that was too long ago, or the day is before
  ///   that of the last number and no reason is given.
  func nextNumber(in bookState: BookState, on day: Day, reason: String?) throws -> Int {
    try expectHeld(bookState)
    if let fileDamage { throw fileDamage }
    if let trouble = try keyTrouble.get() { throw trouble }
    if try isForked { throw NumberingRefusal.forked }
    if mustConfirmNumbers, try awaitsHub { throw NumberingRefusal.awaitsHub }
    try expectRead(bookState)
    try expectMayNumber(bookState)
    if let last = bookState.lastDay, day < last, reason == nil, let last = try lastDay(in: bookState), day < last {
      throw NumberingRefusal.earlierDay(day, last: last, number: bookState.lastNumber)
    }
    return bookState.lastNumber + 1
  }

  /// Whether the last number of the book on paper has to be stated before another is given.
  func isUnread(_ bookState: BookState) throws -> Bool {
    try mustConfirmNumbers || UnreadPaper.contains(bookState.book.id, db)
  }

  func expectRead(_ bookState: BookState) throws {
    guard try isUnread(bookState) else { return }
    throw NumberingRefusal.unconfirmed(
      bookState.book.name, last: bookState.lastNumber, isRestored: mustConfirmNumbers)
  }

  /// Returns the latest day of a number of the book that is not voided: one that was voided, because a clock was wrong,
  /// holds no other back.
  private func lastDay(in bookState: BookState) throws -> Day? {
    try String.fetchOne(
      db, sql: "SELECT max(day) FROM document WHERE book = ? AND number IS NOT NULL AND state <> 'voided'",
      arguments: [bookState.book.id]
    ).flatMap { Day($0) }
  }

  /// Returns a number that was used on paper before a restore, for the document that bears it and is entered again.
  func reserved(_ number: Int, in bookState: BookState) throws -> Int {
    try expectHeld(bookState)
    if let trouble = try keyTrouble.get() { throw trouble }
    let waits = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE book = ? AND number = ? AND state = 'reserved')",
      arguments: [bookState.book.id, number])!
    guard waits else { throw RegisterRefusal.notReserved(number, bookState.book.name) }
    return number
  }
}

/// A book with the state of its numbers.
public struct BookState: Equatable, Sendable {
  public var book: Book
  /// The last number given; one less than the first while the book is empty.
  public var lastNumber: Int
  public var lastDay: Day?
  /// The station that holds it, as an act names it, which may be any text; and how many stations have held it so far,
  /// counted from 1.
  public var holder = ""
  public var generation = 1

  func isHeld(by station: StationName?) -> Bool { holder == station?.description }

  /// Whether numbers of the book that were used on paper before a restore wait for their documents.
  static func hasReserved(_ book: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE book = ? AND state = 'reserved')", arguments: [book])!
  }

  static func all(year: Int? = nil, _ db: Database) throws -> [BookState] {
    try read("WHERE ?1 IS NULL OR year = ?1 ORDER BY year DESC, direction, series", [year], db)
  }

  private static func read(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws -> [BookState] {
    let sql =
      "SELECT series, direction, year, name, typeNames, firstNumber, lastNumber, lastDay, holder, generation FROM book "
    return try Row.fetchAll(db.cachedStatement(sql: sql + condition), arguments: arguments).map { row in
      let direction: String = row[1]
      return BookState(
        book: Book(
          series: row[0], direction: Book.Direction(rawValue: direction) ?? .incoming, year: row[2], name: row[3],
          typeNames: try StoredList.list(from: row[4]), firstNumber: row[5]),
        lastNumber: row[6], lastDay: (row[7] as String?).flatMap { Day($0) }, holder: row[8], generation: row[9])
    }
  }

  /// The book in which documents of a type are numbered.
  enum Place {
    case open(BookState)
    /// A book that continues one of an earlier year; with all books that are to be opened, and the one each continues.
    case toOpen(after: BookState, [(book: Book, earlier: BookState)])

    /// The book, or that of the earlier year, whose holder opens the new one.
    var bookState: BookState {
      switch self {
      case .open(let bookState), .toOpen(let bookState, _): bookState
      }
    }
  }

  static func place(_ direction: Book.Direction, typeName: String, year: Int, _ db: Database) throws -> Place? {
    let (open, earlier) = (try all(year: year, db), try latest(before: year, db))
    let missing = following(earlier, in: year, beside: open)
    let books = (open.map(\.book) + missing).filter { $0.direction == direction }
    let book = books.first { $0.typeNames.contains(typeName) } ?? books.first { $0.typeNames.isEmpty }
    guard let book else { return nil }
    if let bookState = open.first(where: { $0.book.id == book.id }) { return .open(bookState) }
    let toOpen = missing.compactMap { book in earlier.first { $0.book.isSeries(of: book) }.map { (book, $0) } }
    return toOpen.first { $0.0.id == book.id }.map { .toOpen(after: $0.1, toOpen) }
  }

  /// Returns the book that continues this one this year; `nil` where that is open, or this one is not of an earlier
  /// year.
  func toOpen(today: Day, _ db: Database) throws -> Book? {
    guard book.year < today.year else { return nil }
    return try BookState.following(
      BookState.latest(before: today.year, db), in: today.year, beside: BookState.all(year: today.year, db)
    ).first { $0.isSeries(of: book) }
  }

  /// Returns the books that continue those of an earlier year: every series that is not open yet, with the types that
  /// no open book has.
  static func following(_ earlier: [BookState], in year: Int, beside open: [BookState]) -> [Book] {
    var books = open.map(\.book)
    for earlier in earlier {
      var book = earlier.book.following(in: year)
      let beside = books.filter { $0.direction == book.direction }
      let isCommon = book.typeNames.isEmpty
      book.typeNames.removeAll { type in beside.contains { $0.typeNames.contains(type) } }
      if beside.contains(where: { $0.id == book.id || isCommon && $0.typeNames.isEmpty }) { continue }
      if isCommon || !book.typeNames.isEmpty { books.append(book) }
    }
    return Array(books.dropFirst(open.count))
  }

  /// Returns the books of the latest year before `year`.
  static func latest(before year: Int, _ db: Database) throws -> [BookState] {
    let statement = try db.cachedStatement(sql: "SELECT max(year) FROM book WHERE year < ?")
    guard let last = try Int.fetchOne(statement, arguments: [year]) else { return [] }
    return try all(year: last, db)
  }
}

public enum NumberingRefusal: Refusal, Equatable {
  case noBook(year: Int)
  /// The last number on paper has to be stated: after a restore, or after another PC may have numbered the book.
  case unconfirmed(String, last: Int, isRestored: Bool)
  case earlierDay(Day, last: Day, number: Int)
  case futureDay(Day, today: Day)
  /// The hub holds another history of this file.
  case forked
  /// The file was restored, or is an old copy, and the hub may hold what it lacks.
  case awaitsHub

  public var words: Bilingual {
    switch self {
    case .noBook(let year):
      Bilingual(
        "Chưa có sổ nào của năm \(year); mở sổ bằng vanthu book open.",
        "There is no book of \(year) yet; open one with vanthu book open.")
    case .unconfirmed(let book, let last, isRestored: false):
      Bilingual(
        "Trong lúc máy này chờ, máy kia có thể đã cấp số của \(book): xem sổ giấy và cho biết số cuối đã ghi (trong "
          + "máy là \(last)) bằng vanthu numbers rồi mới cấp số tiếp.",
        "While this PC waited, the other one may have assigned numbers of \(book): enter the last number used on paper "
          + "(the file has \(last)) with vanthu numbers before another is assigned."
      )
    case .unconfirmed(let book, let last, isRestored: true):
      Bilingual(
        "Sổ vừa phục hồi, hay là bản cũ chép lại: cho biết số cuối đã ghi trên giấy của \(book) (trong máy là \(last)) "
          + "bằng vanthu numbers rồi mới cấp số tiếp.",
        "The file was restored, or is an old copy that was put back: enter the last number used on paper in \(book) "
          + "(the file has \(last)) with vanthu numbers before another is assigned."
      )
    case .earlierDay(let day, let last, let number):
      Bilingual(
        "Ngày \(day.display) sớm hơn ngày của số cuối trong sổ (số \(number), \(last.display)); "
          + "nêu lý do bằng --reason nếu đúng là như vậy.",
        "\(day.display) is before the day of the last number in the book (\(number), \(last.display)); "
          + "add --reason if that is right."
      )
    case .forked:
      Bilingual(
        "Sổ trên máy này khác sổ ở tỉnh dưới cùng một tên (tệp cũ đã bị chép lại); "
          + "chưa cấp số được, phục hồi bằng vanthu restore --from-hub.",
        "This file and the hub have different journals under one name (an old copy was restored); "
          + "no number is assigned, run vanthu restore --from-hub."
      )
    case .awaitsHub:
      Bilingual(
        "Sổ vừa phục hồi, hay là bản cũ chép lại; tỉnh có thể còn giữ việc mà sổ này thiếu. Đồng bộ trước (vanthu "
          + "sync, USB hay thư), rồi mới ghi số trên giấy bằng vanthu numbers; không gửi nhận được thì thêm --offline.",
        "The file was restored, or is an old copy, and the hub may hold what it lacks. Exchange first (vanthu sync, "
          + "a stick or mail), then enter the numbers on paper with vanthu numbers; if that is impossible, add "
          + "--offline."
      )
    case .futureDay(let day, let today):
      Bilingual(
        "Ngày \(day.display) ở sau hôm nay \(today.display); xem lại ngày.",
        "\(day.display) is after today, \(today.display); check the date.")
    }
  }
}
