import Wording

extension Acts {
  /// Dự thảo: a document in preparation, without a number.
  public struct Drafted: NewLineAct, StaysInOffice {
    public static let name = ActName.drafted
    public var document: Document
    public var to: [Recipient]

    public init(document: Document, to: [Recipient]) {
      self.document = document
      self.to = to
    }

    public var words: Bilingual { Bilingual("lập dự thảo", "drafted") }
    public var registrationDay: Day? { nil }
  }
}
