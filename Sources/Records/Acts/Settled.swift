import Wording

extension Acts {
  /// Giải quyết xong (Decree 30/2020, article 24); `answer` is the code of the document that answers it.
  public struct Settled: DocumentAct, StaysInOffice {
    public static let name = ActName.settled
    public var document: EntryReference
    public var answer: String?
    public var note: String?

    public init(document: EntryReference, answer: String?, note: String?) {
      self.document = document
      self.answer = answer
      self.note = note
    }

    public var words: Bilingual {
      Bilingual(
        answer.map { "giải quyết xong, trả lời bằng \($0)" } ?? "giải quyết xong",
        answer.map { "settled, answered by \($0)" } ?? "settled"
      ).because(note)
    }
    public static let isUndoable = true
  }
}
