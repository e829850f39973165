import Wording

extension Acts {
  /// Tiếp nhận (Decree 30/2020, article 21) at a station that does not hold the book.
  ///
  /// The document is here; the station that holds the book gives it a number, by `registered` with this line as
  /// `arrival`. `cites` names the documents that it answers or replaces, if it came as a message that says so.
  public struct RegisteredProvisionally: NewLineAct, StaysInOffice {
    public static let name = ActName.registeredProvisionally
    public var document: Document
    public var arrivalDate: Day
    public var reason: String?
    public var cites: [Citation]?

    public init(document: Document, arrivalDate: Day, reason: String?, cites: [Citation]? = nil) {
      self.document = document
      self.arrivalDate = arrivalDate
      self.reason = reason
      self.cites = cites
    }

    public var words: Bilingual {
      Bilingual("ghi tạm, chờ máy giữ sổ cấp số", "registered provisionally, awaits its number").because(reason)
    }
    public var registrationDay: Day? { arrivalDate }
  }
}
