import Records
import Wording

extension Desk {
  /// Takes over the book of a station that is lost, with the last number used on paper. Numbers that this file does not
  /// know are reserved and wait to be entered again.
  public func recoverBook(_ book: String, last: Int, reason: String) throws {
    let shelf = try shelf(book)
    guard shelf.holder != stationID else { throw CustodyRefusal.here(shelf.book.name) }
    try Limits.check(reason, Words("lý do", "reason"), 1...500)
    guard last >= shelf.lastNumber, last - shelf.lastNumber <= 10_000 else {
      throw CustodyRefusal.lastNumber(shelf.book.name, last, known: shelf.lastNumber)
    }
    try write(
      .custodyRecovered(.init(book: shelf.book.id, generation: shelf.generation + 1, last: last, reason: reason)))
  }

  /// Takes over a book by the code that the station handing it over has generated: the entry of the hand-over need not
  /// have arrived yet. Numbers which that station gave and this file does not know are reserved, and filled when they
  /// arrive.
  public func takeBook(_ book: String, generation: Int, last: Int, from station: String) throws {
    let shelf = try shelf(book)
    guard shelf.holder != stationID else { throw CustodyRefusal.here(shelf.book.name) }
    guard generation > shelf.generation, last >= shelf.lastNumber, last - shelf.lastNumber <= 10_000 else {
      throw CustodyRefusal.staleCode(shelf.book.name)
    }
    try write(
      .custodyRecovered(
        .init(
          book: shelf.book.id, generation: generation, last: last,
          reason: "nhận bằng mã của máy \(try name(of: station))"
        )))
  }
}

extension Acts.CustodyRecovered: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    let hand = BookHand(generation: generation, station: entry.reference.station)
    try registers.hear(entry, of: book, hand, last: last)
    return try registers.reserve(through: last, in: book, by: entry)
  }
}
