import Records
import Wording

extension Desk {
  /// Opens another book, for some types or as the common one (article 15.1: the head decides how series are divided).
  public func openBook(_ book: Book) throws {
    try Limits.check(book.name, Words("tên sổ", "book's name"), 1...200)
    guard Day.sensibleYears.contains(book.year) else {
      throw LimitRefusal.amount(Words("năm", "year"), book.year, Day.sensibleYears)
    }
    guard Book.firstNumbers.contains(book.firstNumber) else { throw HouseRefusal.firstNumber(book.firstNumber) }
    let shelves = try Shelf.all(year: book.year, db)
    if shelves.contains(where: { $0.book.id == book.id }) { throw HouseRefusal.bookKnown(book.id) }
    for shelf in shelves where shelf.book.direction == book.direction {
      if let shared = shelf.book.typeNames.first(where: book.typeNames.contains) {
        throw HouseRefusal.typeTaken(shared, shelf.book.name)
      }
      if shelf.book.typeNames.isEmpty, book.typeNames.isEmpty { throw HouseRefusal.commonTaken(shelf.book.name) }
    }
    try write(.bookOpened(.init(book: book)))
  }
}

extension Acts.BookOpened: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.open(book, by: entry) + registers.applyWaiting(for: book.id)
  }
}
