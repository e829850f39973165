import Wording

extension Acts {
  /// An earlier act on a document is undone, as if it had not been done; both stay in the trail.
  public struct Undone: DocumentAct, TravellingAct {
    public static let name = ActName.undone
    public var entry: EntryReference
    public var document: EntryReference

    public init(entry: EntryReference, document: EntryReference) {
      self.entry = entry
      self.document = document
    }

    public var words: Bilingual { Bilingual("hoàn tác việc \(entry.sequence)", "undid entry \(entry.sequence)") }
    public static let isUndoable = false
    public func audience(of entry: EntryReference) -> Audience { .readers(of: document) }
    public static let axisMessage: AxisMessage? = .update
    /// A request that was not answered is closed, whatever the stage.
    public static func effect(at stage: DocumentStage) -> ForeignEffect {
      switch stage {
      case .arrived: .changesLine
      case .registered: .asks(.update)
      case .issuedHere, .closed, .destroyed: .isRecorded
      }
    }
    public var fitsRegister: Bool { true }
  }
}
