import Wording

extension Acts {
  /// Trình người đứng đầu (Decree 30/2020, article 23.1).
  public struct Submitted: DocumentAct, StaysInOffice {
    public static let name = ActName.submitted
    public var document: EntryReference
    public var to: String?

    public init(document: EntryReference, to: String?) {
      self.document = document
      self.to = to
    }

    public var words: Bilingual { Bilingual("trình \(to ?? "lãnh đạo")", "submitted to \(to ?? "the head")") }
    public static let isUndoable = true
  }
}
