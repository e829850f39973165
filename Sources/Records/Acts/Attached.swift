import Wording

extension Acts {
  /// Đính kèm: a file is attached to a document.
  public struct Attached: DocumentAct, TravellingAct {
    public static let name = ActName.attached
    public var document: EntryReference
    public var file: StoredFile

    public init(document: EntryReference, file: StoredFile) {
      self.document = document
      self.file = file
    }

    public var words: Bilingual { Bilingual("đính kèm \(file.name)", "attached \(file.name)") }
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
    public var fitsRegister: Bool { file.fitsRegister }
    public var attached: [StoredFile] { [file] }
  }
}
