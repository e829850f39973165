import Wording

extension Acts {
  /// Đăng ký văn bản đến (Decree 30/2020, article 22).
  ///
  /// `arrival` is the document as another office sent it through the hub. `seen` lists the entries of that office about
  /// the document that were known here; the clerk is asked about every other one, whatever its time. Earlier versions
  /// wrote no `seen`. `cites` names the documents that it answers or replaces, if it came as a message that says so.
  public struct Registered: NumberingAct, StaysInOffice {
    public static let name = ActName.registered
    public var document: Document
    public var book: String
    public var arrivalNumber: Int
    public var suffix: String?
    public var arrivalDate: Day
    public var reason: String?
    public var arrival: EntryReference?
    public var seen: [EntryReference]?
    /// Whether a document that bears the number on paper is entered again, after it was lost with its file. Earlier
    /// versions did not say so.
    public var reentry: Bool?
    public var cites: [Citation]?

    public init(
      document: Document, book: String, arrivalNumber: Int, suffix: String?, arrivalDate: Day, reason: String?,
      arrival: EntryReference?, seen: [EntryReference]? = nil, reentry: Bool? = nil, cites: [Citation]? = nil
    ) {
      self.document = document
      self.book = book
      self.arrivalNumber = arrivalNumber
      self.suffix = suffix
      self.arrivalDate = arrivalDate
      self.reason = reason
      self.arrival = arrival
      self.seen = seen
      self.reentry = reentry
      self.cites = cites
    }

    public var words: Bilingual {
      Bilingual(
        "đăng ký, số đến \(arrivalNumber)\(suffix ?? "")", "registered as arrival \(arrivalNumber)\(suffix ?? "")"
      )
      .because(reason)
    }
    public var about: EntryReference? { arrival }
    public var numberGiven: GivenNumber? {
      GivenNumber(
        book: book, number: arrivalNumber, suffix: suffix, day: arrivalDate, isReentry: reentry ?? false)
    }
    public var registrationDay: Day? { arrivalDate }
    public var fitsRegister: Bool {
      document.fitsRegister && fits(book, Lengths.bookID) && fits(suffix, Lengths.suffix)
        && fits(reason, Lengths.reason)
    }
  }
}
