import Wording

extension Acts {
  /// Tiếp nhận (Decree 30/2020, article 21) at a station that does not hold the book.
  ///
  /// The document is here; the station that holds the book gives it a number, by `registered` with this line as
  /// `arrival`.
  public struct RegisteredProvisionally: NewLineAct, StaysInOffice {
    public static let name = ActName.registeredProvisionally
    public var document: Document
    public var arrivalDate: Day
    public var reason: String?

    public init(document: Document, arrivalDate: Day, reason: String?) {
      self.document = document
      self.arrivalDate = arrivalDate
      self.reason = reason
    }

    public var words: Bilingual {
      Bilingual("ghi tạm, chờ máy giữ sổ cấp số", "registered provisionally, awaits its number").because(reason)
    }
    public var registrationDay: Day? { arrivalDate }
  }
}
