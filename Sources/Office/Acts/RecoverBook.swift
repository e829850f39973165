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
  }

  /// Takes over a book by the code that the station handing it over has generated: the entry of the hand-over need not
  /// have arrived yet. Numbers which that station gave and this file does not know are reserved, and filled when they
  /// arrive.
  ///
  /// - Parameter end: the first day on which the other station could not have numbered it any more: before that day
  ///   this one may, without a word of the hub (`Lease`). `nil` if it has to wait for that.
  public func takeBook(
    _ book: String, generation: Int, last: Int, from station: StationName, end: Day? = nil
  ) throws {
    let bookState = try bookState(book)
    guard try !bookState.isHeld(by: stationID) else { throw CustodyRefusal.here(bookState.book.name) }
    guard generation > bookState.generation, last >= bookState.lastNumber, last - bookState.lastNumber <= 10_000 else {
      throw CustodyRefusal.staleCode(bookState.book.name)
    }
    try write(
      .custodyRecovered(
        .init(
          book: bookState.book.id, generation: generation, last: last,
          reason: "nhận bằng mã của máy \(try name(of: station.description))"
        )))
    guard let end else { return }
    try db.execute(
      sql: "INSERT OR REPLACE INTO bookLease (book, until) VALUES (?, ?)",
      arguments: [bookState.book.id, end.beginning])
  }
}

extension Acts.CustodyRecovered: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    let hand = BookHand(generation: generation, station: entry.reference.station.description)
    try registers.apply(entry, of: book, hand, last: last)
    return try registers.reserve(through: last, in: book, by: entry)
  }
}
