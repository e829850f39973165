import Wording

extension Acts {
  /// A draft, or a line registered provisionally, is given up: it had no number.
  public struct DraftDiscarded: DocumentAct, StaysInOffice {
    public static let name = ActName.draftDiscarded
    public var document: EntryReference

    public init(document: EntryReference) {
      self.document = document
    }

    public var words: Bilingual { Bilingual("bỏ, không cấp số", "discarded without a number") }
    public static let isUndoable = true
  }
}
