import Wording

extension Acts {
  /// A station takes over a book whose holder is lost, or whose holder made a code for the hand-over.
  ///
  /// `last` is the last number found on paper or in the code; `reason` says who allowed it, or whose code it was.
  public struct CustodyRecovered: OfficeAct, StaysInOffice {
    public static let name = ActName.custodyRecovered
    public var book: String
    public var generation: Int
    public var last: Int
    public var reason: String

    public init(book: String, generation: Int, last: Int, reason: String) {
      self.book = book
      self.generation = generation
      self.last = last
      self.reason = reason
    }

    public var words: Bilingual {
      Bilingual("nhận lại sổ \(book), số cuối trên giấy \(last)", "took over book \(book), last on paper \(last)")
        .because(
          reason)
    }
    public var bookNeeded: String? { book }
    public var hasValidNumbers: Bool { generation > 1 && Book.numbers.contains(last) }
    public var fitsRegister: Bool { fits(book, Lengths.bookID) && fits(reason, Lengths.reason) }
  }
}
