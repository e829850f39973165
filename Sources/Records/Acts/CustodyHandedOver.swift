import Wording

extension Acts {
  /// A book is handed over to another station of the office, which gives its numbers from now on.
  ///
  /// `generation` counts the holders of the book, starting at 1; only the holder of the previous generation can hand it
  /// over.
  public struct CustodyHandedOver: OfficeAct, StaysInOffice {
    public static let name = ActName.custodyHandedOver
    public var book: String
    public var generation: Int
    public var to: String
    public var last: Int

    public init(book: String, generation: Int, to: String, last: Int) {
      self.book = book
      self.generation = generation
      self.to = to
      self.last = last
    }

    public var words: Bilingual {
      Bilingual(
        "giao sổ \(book) (số cuối \(last)) cho máy \(to)", "handed book \(book) (last \(last)) to station \(to)")
    }
    public var bookNeeded: String? { book }
    public var hasValidNumbers: Bool { generation > 1 && Book.numbers.contains(last) }
    public var fitsRegister: Bool { fits(book, Lengths.bookID) }
  }
}
