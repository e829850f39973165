import Wording

extension Acts {
  /// A line imported unchanged from an older book, with the unit that had the document and its final state.
  public struct RegisterImported: NewLineAct, StaysInOffice {
    public static let name = ActName.registerImported
    public var document: Document
    public var book: String
    public var number: Int
    public var suffix: String?
    public var day: Day
    public var toPlaces: String?
    public var state: Processing

    public init(
      document: Document, book: String, number: Int, suffix: String?, day: Day, toPlaces: String?, state: Processing
    ) {
      self.document = document
      self.book = book
      self.number = number
      self.suffix = suffix
      self.day = day
      self.toPlaces = toPlaces
      self.state = state
    }

    public var words: Bilingual {
      Bilingual(
        "nhập từ sổ cũ \(book), số \(number)\(suffix ?? "")",
        "imported from book \(book), number \(number)\(suffix ?? "")")
    }
    public var bookNeeded: String? { book }
    public var hasValidNumbers: Bool { Book.numbers.contains(number) }
    public var registrationDay: Day? { day }
  }
}
