import Wording

extension Acts {
  /// Giải quyết xong (Decree 30/2020, article 24); `answer` is the code of the document that answers it, and `cites`
  /// names that document. Acts of earlier versions have the code alone.
  public struct Settled: DocumentAct, StaysInOffice, ConcurrentAct {
    public static let name = ActName.settled
    public var document: EntryReference
    public var answer: String?
    public var note: String?
    public var seen: [EntryReference]?
    public var cites: [Citation]?

    public init(
      document: EntryReference, answer: String?, note: String?, seen: [EntryReference]? = nil, cites: [Citation]? = nil
    ) {
      self.document = document
      self.answer = answer
      self.note = note
      self.seen = seen
      self.cites = cites
    }

    public var words: Bilingual {
      Bilingual(
        answer.map { "giải quyết xong, trả lời bằng \($0)" } ?? "giải quyết xong",
        answer.map { "settled, answered by \($0)" } ?? "settled"
      ).because(note)
    }
    public static let isUndoable = true
    public var topic: ConcurrentTopic? { .handling }
    public func says(_ other: Self) -> Bool { answer == other.answer }
  }
}
