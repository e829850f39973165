import Wording

extension Acts {
  /// Trả lại nơi gửi: the document is sent back, with the reason (Decree 30/2020, article 21.2b).
  public struct SentBack: DocumentAct, StaysInOffice, ConcurrentAct {
    public static let name = ActName.sentBack
    public var document: EntryReference
    public var reason: String
    public var seen: [EntryReference]?

    public init(document: EntryReference, reason: String, seen: [EntryReference]? = nil) {
      self.document = document
      self.reason = reason
      self.seen = seen
    }

    public var words: Bilingual { Bilingual("trả lại nơi gửi", "sent back").because(reason) }
    public static let isUndoable = true
    public var topic: ConcurrentTopic? { .handling }
    public func says(_ other: Self) -> Bool { true }
  }
}
