import Wording

extension Acts {
  /// After a restore: the last number used on paper. Numbers the file does not know are reserved in the book.
  public struct NumbersConfirmed: OfficeAct, StaysInOffice {
    public static let name = ActName.numbersConfirmed
    public var book: String
    public var last: Int

    public init(book: String, last: Int) {
      self.book = book
      self.last = last
    }

    public var words: Bilingual {
      Bilingual("xác nhận số cuối trên giấy của sổ \(book): \(last)", "confirmed last paper number of \(book): \(last)")
    }
    public var bookNeeded: String? { book }
    public var hasValidNumbers: Bool { Book.numbers.contains(last) }
  }
}
