import Wording

extension Acts {
  /// Thu hồi (Decree 30/2020, article 18.3): the issuer asks the readers to destroy the document.
  public struct Recalled: DocumentAct, TravellingAct {
    public static let name = ActName.recalled
    public var document: EntryReference
    public var reason: String

    public init(document: EntryReference, reason: String) {
      self.document = document
      self.reason = reason
    }

    public var words: Bilingual { Bilingual("thu hồi", "recalled").because(reason) }
    public static let isUndoable = false
    public static let asksBack = true
    public func audience(of entry: EntryReference) -> Audience { .readers(of: document) }
    public static let axisMessage: AxisMessage? = .recall
    public static func effect(at stage: DocumentStage) -> ForeignEffect {
      switch stage {
      case .arrived, .registered, .closed: .asks(.recall)
      case .issuedHere, .destroyed: .isRecorded
      }
    }
    public var fitsRegister: Bool { fits(reason, Lengths.reason) }
  }
}
