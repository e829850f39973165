import Wording

extension Acts {
  /// Cấp số, đăng ký, phát hành (Decree 30/2020, articles 15, 16, 18).
  ///
  /// `draft` is the draft that was issued. `files` are the files that were attached to it, because the acts of a draft
  /// stay in the office. `replaces` is an issued document that this one replaces. `cites` names the documents that it
  /// answers or replaces as they are known anywhere; acts of earlier versions have `replaces` alone.
  public struct Issued: NumberingAct, TravellingAct {
    public static let name = ActName.issued
    public var document: Document
    public var book: String
    public var number: Int
    public var suffix: String?
    public var to: [Recipient]
    public var draft: EntryReference?
    public var reason: String?
    public var files: [StoredFile]?
    public var replaces: EntryReference?
    /// Whether a document that bears the number on paper is entered again, after it was lost with its file. Earlier
    /// versions did not say so.
    public var reentry: Bool?
    public var cites: [Citation]?

    public init(
      document: Document, book: String, number: Int, suffix: String?, to: [Recipient], draft: EntryReference?,
      reason: String?, files: [StoredFile]?, replaces: EntryReference?, reentry: Bool? = nil,
      cites: [Citation]? = nil
    ) {
      self.document = document
      self.book = book
      self.number = number
      self.suffix = suffix
      self.to = to
      self.draft = draft
      self.reason = reason
      self.files = files
      self.replaces = replaces
      self.reentry = reentry
      self.cites = cites
    }

    public var words: Bilingual {
      Bilingual(
        "phát hành \(document.code) tới \(to.count) nơi nhận", "issued \(document.code) to \(to.count) recipients"
      ).because(reason)
    }
    public var about: EntryReference? { draft }
    public var numberGiven: GivenNumber? {
      GivenNumber(
        book: book, number: number, suffix: suffix, day: document.issuedDate, isReentry: reentry ?? false)
    }
    public var registrationDay: Day? { document.issuedDate }
    public func audience(of entry: EntryReference) -> Audience { .recipients(to, of: draft ?? entry) }
    public static let axisMessage: AxisMessage? = .document
    /// The first issue makes the line; this is about another one of the same document.
    public static func effect(at stage: DocumentStage) -> ForeignEffect {
      switch stage {
      case .registered: .asks(.update)
      case .issuedHere, .arrived, .closed, .destroyed: .isRecorded
      }
    }
    public var attached: [StoredFile] { files ?? [] }
    public var days: [Day] { [document.issuedDate, document.dueDate].compactMap(\.self) + cites.days }
    public var fitsRegister: Bool {
      document.fitsRegister && fits(book, Lengths.bookID) && fits(suffix, Lengths.suffix)
        && fits(reason, Lengths.reason) && to.allSatisfy(\.fitsRegister) && attached.allSatisfy(\.fitsRegister)
        && cites.fitRegister
    }
  }
}
