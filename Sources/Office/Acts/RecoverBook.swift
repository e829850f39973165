import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Takes over the book of a station that is lost, with the last number used on paper. Numbers that this file does not
  /// know are reserved and wait to be entered again.
  public func recoverBook(_ book: String, last: Int, reason: String) throws {
    let bookState = try bookState(book)
    guard try !bookState.isHeld(by: stationID) else { throw CustodyRefusal.here(bookState.book.name) }
    try FieldLimits.check(reason, Bilingual("lý do", "reason"), 1...500)
    guard last >= bookState.lastNumber, last - bookState.lastNumber <= 10_000 else {
      throw CustodyRefusal.lastNumber(bookState.book.name, last, known: bookState.lastNumber)
    }
    try write(
      .custodyRecovered(
        .init(book: bookState.book.id, generation: bookState.generation + 1, last: last, reason: reason)))
    try readPaperOfNewYear(after: bookState)
  }

  /// Takes over a book by the code that the station handing it over has generated: the entry of the hand-over need not
  /// have arrived yet, nor that with which the book of a new year was opened. Numbers which that station gave and this
  /// file does not know are reserved, and filled when they arrive.
  ///
  /// - Parameter end: the first day on which the other station could not have numbered it any more: before that day
  ///   this one may, without a word of the hub (`Lease`). `nil` if it has to wait for that.
  public func takeBook(
    _ book: String, generation: Int, last: Int, from station: StationName, end: Day? = nil
  ) throws {
    let known = try BookState.all(db).first { $0.book.id == book }
    if let known, try known.isHeld(by: stationID) { throw CustodyRefusal.here(known.book.name) }
    let bookState = try known ?? BookState.toTake(book, today: context.day, db)
    guard generation > bookState.generation, last >= bookState.lastNumber, last - bookState.lastNumber <= 10_000 else {
      throw CustodyRefusal.staleCode(bookState.book.name)
    }
    if known == nil { try write(.bookOpened(.init(book: bookState.book))) }
    try write(
      .custodyRecovered(
        .init(
          book: bookState.book.id, generation: generation, last: last,
          reason: "nhận bằng mã của máy \(try name(of: station.description))"
        )))
    try readPaperOfNewYear(after: bookState)
    guard let end else { return }
    try db.execute(
      sql: "INSERT OR REPLACE INTO bookLease (book, until) VALUES (?, ?)",
      arguments: [bookState.book.id, end.beginning])
  }

  /// Called when a book was taken over without the entries of the station that held it. If it is of an earlier year,
  /// that station may have opened the one of this year: its last number on paper is asked for before that is done here.
  private func readPaperOfNewYear(after bookState: BookState) throws {
    guard try bookState.toOpen(today: context.day, db) != nil else { return }
    try UnreadPaper.add([bookState.book.id], db)
  }
}

extension BookState {
  /// Returns a book that another station has opened for a new year, as far as can be known here before its entries
  /// come.
  ///
  /// - Throws: `CustodyRefusal.noBook` if no series of the office has such a book this year.
  static func toTake(_ book: String, today: Day, _ db: Database) throws -> BookState {
    guard let toOpen = try all(db).lazy.compactMap({ try $0.toOpen(today: today, db) }).first(where: { $0.id == book })
    else { throw CustodyRefusal.noBook(book) }
    return BookState(book: toOpen, lastNumber: toOpen.firstNumber - 1, lastDay: nil)
  }
}

extension Office {
  /// Returns the books that a code typed for this one may be for: the book, and the one that continues it this year,
  /// which the other station has opened and this file does not have yet.
  ///
  /// - Throws: `CustodyRefusal.noBook` if there is none of that name.
  public func booksToTake(_ book: String, today: Day) throws -> [String] {
    try read { db in
      guard let known = try BookState.all(db).first(where: { $0.book.id == book }) else {
        return [try BookState.toTake(book, today: today, db).book.id]
      }
      return try [book] + [known.toOpen(today: today, db)?.id].compactMap { $0 }
    }
  }
}

extension Acts.CustodyRecovered: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    let hand = BookHand(generation: generation, station: entry.reference.station.description)
    try registers.apply(entry, of: book, hand, last: last)
    return try registers.reserve(through: last, in: book, by: entry)
  }
}
