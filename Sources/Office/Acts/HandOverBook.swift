import Records

extension Desk {
  /// Gives a book to another station of the office; it gives the numbers as soon as it has heard of it.
  public func handOver(_ book: String, to station: String) throws {
    let shelf = try shelf(book)
    try expectHeld(shelf)
    guard !mustConfirmNumbers else { throw NumberingRefusal.unconfirmed(shelf.book.name, last: shelf.lastNumber) }
    guard station != stationID else { throw CustodyRefusal.here(shelf.book.name) }
    guard try stations().contains(station) else { throw CustodyRefusal.unknownStation(station) }
    try write(
      .custodyHandedOver(
        .init(
          book: shelf.book.id, generation: shelf.generation + 1, to: station, last: shelf.lastNumber)))
  }
}

extension Act.CustodyHandedOver: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.hear(entry, of: book, BookHand(generation: generation, station: to), last: last)
    return []
  }
}
