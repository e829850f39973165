import Wording

extension Acts {
  /// Trả lại nơi gửi: the document is sent back, with the reason (Decree 30/2020, article 21.2b).
  public struct SentBack: DocumentAct, StaysInOffice {
    public static let name = ActName.sentBack
    public var document: EntryReference
    public var reason: String

    public init(document: EntryReference, reason: String) {
      self.document = document
      self.reason = reason
    }

    public var words: Bilingual { Bilingual("trả lại nơi gửi", "sent back").because(reason) }
    public static let isUndoable = true
  }
}
