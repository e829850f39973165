import Wording

extension Acts {
  /// A draft is changed: its new content and recipients.
  public struct Redrafted: DocumentAct, StaysInOffice {
    public static let name = ActName.redrafted
    public var document: EntryReference
    public var content: Document
    public var to: [Recipient]
    /// As in `Drafted`.
    public var field: String?

    public init(document: EntryReference, content: Document, to: [Recipient], field: String? = nil) {
      self.document = document
      self.content = content
      self.to = to
      self.field = field
    }

    public var words: Bilingual { Bilingual("sửa dự thảo", "redrafted") }
    public static let isUndoable = true
  }
}
