import Wording

extension Acts {
  /// Tiến độ giải quyết.
  public struct Progressed: DocumentAct, StaysInOffice {
    public static let name = ActName.progressed
    public var document: EntryReference
    public var note: String

    public init(document: EntryReference, note: String) {
      self.document = document
      self.note = note
    }

    public var words: Bilingual { Bilingual("tiến độ: \(note)", "progress: \(note)") }
    public static let isUndoable = true
  }
}
