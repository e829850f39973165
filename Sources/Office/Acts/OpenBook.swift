import Records
import Wording

extension OfficeTransaction {
  /// Opens another book, for some types or as the common one (article 15.1: the head decides how series are divided).
  public func openBook(_ book: Book) throws {
    try FieldLimits.check(book.name, Bilingual("tên sổ", "book's name"), 1...200)
    guard Day.sensibleYears.contains(book.year) else {
      throw LimitRefusal.amount(Bilingual("năm", "year"), book.year, Day.sensibleYears)
    }
    guard Book.firstNumbers.contains(book.firstNumber) else {
      throw OfficeSettingsRefusal.firstNumber(book.firstNumber)
    }
    let bookStates = try BookState.all(year: book.year, db)
    if bookStates.contains(where: { $0.book.id == book.id }) { throw OfficeSettingsRefusal.bookKnown(book.id) }
    for bookState in bookStates where bookState.book.direction == book.direction {
      if let shared = bookState.book.typeNames.first(where: book.typeNames.contains) {
        throw OfficeSettingsRefusal.typeTaken(shared, bookState.book.name)
      }
      if bookState.book.typeNames.isEmpty, book.typeNames.isEmpty {
        throw OfficeSettingsRefusal.commonTaken(bookState.book.name)
      }
    }
    try write(.bookOpened(.init(book: book)))
  }
}

extension Acts.BookOpened: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.open(book, by: entry) + registers.applyWaiting(for: book.id)
  }
}
