import Wording

extension Acts {
  /// Cấp số khác: another number for a document whose number was given to two (two PCs of the office numbered in one
  /// book without knowing of each other). The earlier number stays with the other document.
  public struct Renumbered: DocumentAct, StaysInOffice {
    public static let name = ActName.renumbered
    public var document: EntryReference
    public var book: String
    public var number: Int
    /// The day under which the document is registered: its own, which does not change.
    public var day: Day
    public var reason: String?

    public init(document: EntryReference, book: String, number: Int, day: Day, reason: String?) {
      self.document = document
      self.book = book
      self.number = number
      self.day = day
      self.reason = reason
    }

    public var words: Bilingual {
      Bilingual("cấp số khác vì số trùng: \(number)", "renumbered, because the number was given twice: \(number)")
        .because(reason)
    }
    public var bookNeeded: String? { book }
    public var numberGiven: GivenNumber? { GivenNumber(book: book, number: number, suffix: nil, day: day) }
    public var hasValidNumbers: Bool { Book.numbers.contains(number) }
    public static let isUndoable = false
    public var fitsRegister: Bool { fits(book, Lengths.bookID) && fits(reason, Lengths.reason) }
  }
}
