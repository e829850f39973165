import Records

extension Desk {
  /// Hands a book over to another station of the office, which gives its numbers as soon as it has received this entry.
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

extension Acts.CustodyHandedOver: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.hear(entry, of: book, BookHand(generation: generation, station: to), last: last)
    return []
  }
}
