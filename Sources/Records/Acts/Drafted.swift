import Wording

extension Act {
  /// Dự thảo: a document in preparation, without a number.
  public struct Drafted: NewLineAct, StaysInOffice {
    public static let name = Name.drafted
    public var document: Document
    public var to: [Recipient]

    public init(document: Document, to: [Recipient]) {
      self.document = document
      self.to = to
    }

    public var act: Act { .drafted(self) }

    public var words: Words { Words("lập dự thảo", "drafted") }
    public var registrationDay: Day? { nil }
  }
}
