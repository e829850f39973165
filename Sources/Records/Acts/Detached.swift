import Wording

extension Acts {
  /// Gỡ: a file is detached from a document.
  public struct Detached: DocumentAct, TravellingAct {
    public static let name = ActName.detached
    public var document: EntryReference
    public var sha256: String
    public var reason: String?

    public init(document: EntryReference, sha256: String, reason: String?) {
      self.document = document
      self.sha256 = sha256
      self.reason = reason
    }

    public var words: Bilingual { Bilingual("gỡ tệp", "detached a file").because(reason) }
    public static let isUndoable = true
    public func audience(of entry: EntryReference) -> Audience { .readers(of: document) }
    public static let axisMessage: AxisMessage? = .update
    public static func effect(at stage: DocumentStage) -> ForeignEffect {
      switch stage {
      case .arrived: .changesLine
      case .registered: .asks(.update)
      case .issuedHere, .closed, .destroyed: .isRecorded
      }
    }
    public var fitsRegister: Bool { fits(sha256, Lengths.name) && fits(reason, Lengths.reason) }
  }
}
