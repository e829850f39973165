import Wording

extension Acts {
  /// Dự thảo: a document in preparation, without a number.
  public struct Drafted: NewLineAct, StaysInOffice {
    public static let name = ActName.drafted
    public var document: Document
    public var to: [Recipient]
    /// Lĩnh vực: what follows the agency in the symbol that it will bear. Earlier versions did not keep it.
    public var field: String?

    public init(document: Document, to: [Recipient], field: String? = nil) {
      self.document = document
      self.to = to
      self.field = field
    }

    public var words: Bilingual { Bilingual("lập dự thảo", "drafted") }
    public var registrationDay: Day? { nil }
  }
}
