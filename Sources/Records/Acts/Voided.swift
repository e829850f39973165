import Wording

extension Acts {
  /// Hủy số: the number stays in the book and is not given to another document.
  public struct Voided: DocumentAct, TravellingAct, ConcurrentAct {
    public static let name = ActName.voided
    public var document: EntryReference
    public var reason: String
    public var seen: [EntryReference]?

    public init(document: EntryReference, reason: String, seen: [EntryReference]? = nil) {
      self.document = document
      self.reason = reason
      self.seen = seen
    }

    public var words: Bilingual { Bilingual("hủy số", "voided the number").because(reason) }
    public static let isUndoable = true
    public var topic: ConcurrentTopic? { .handling }
    public func says(_ other: Self) -> Bool { true }
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
