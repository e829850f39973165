import Records

extension OfficeTransaction {
  /// Hands a book over to another station of the office, which gives its numbers as soon as it has received this entry.
  public func handOver(_ book: String, to station: StationName) throws {
    let bookState = try bookState(book)
    try expectHeld(bookState)
    try expectRead(bookState)
    guard try station != stationID else { throw CustodyRefusal.here(bookState.book.name) }
    guard try stations().contains(station.description) else {
      throw CustodyRefusal.unknownStation(station.description)
    }
    try write(
      .custodyHandedOver(
        .init(
          book: bookState.book.id, generation: bookState.generation + 1, to: station.description,
          last: bookState.lastNumber)))
  }
}

extension Office {
  /// Returns the latest book of the same series, if that is of a later year and open: whoever takes the earlier one
  /// over by a code alone would not know of it, and open it once more.
  public func laterBook(than book: String) throws -> Custody? {
    let custodies = try custodies()
    guard let earlier = custodies.first(where: { $0.bookState.book.id == book })?.bookState.book else { return nil }
    return custodies.first { $0.bookState.book.isSeries(of: earlier) && $0.bookState.book.year > earlier.year }
  }
}

extension Acts.CustodyHandedOver: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.apply(entry, of: book, BookHand(generation: generation, station: to), last: last)
    return []
  }
}
