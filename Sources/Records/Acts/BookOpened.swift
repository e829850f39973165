import Wording

extension Acts {
  /// A book is opened (Decree 30/2020, articles 15 and 22): a series of numbers for a year.
  public struct BookOpened: OfficeAct, StaysInOffice {
    public static let name = ActName.bookOpened
    public var book: Book

    public init(book: Book) {
      self.book = book
    }

    public var words: Bilingual { Bilingual("mở \(book.name) năm \(book.year)", "opened book \(book.id)") }
    public var hasValidNumbers: Bool {
      Book.firstNumbers.contains(book.firstNumber) && Day.years.contains(book.year)
    }
    public var fitsRegister: Bool { fits(book.id, Lengths.bookID) && fits(book.name, Lengths.name) }
  }
}
