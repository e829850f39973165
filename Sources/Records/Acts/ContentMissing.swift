import Wording

extension Acts {
  /// Tệp không còn: the station that attached a file has its content no more, and the hub never got it. Nobody needs to
  /// wait for it; whoever has the same file attaches it again.
  ///
  /// Written by the program when the hub asks for the content. It changes nothing in the document.
  public struct ContentMissing: DocumentAct, TravellingAct {
    public static let name = ActName.contentMissing
    public var document: EntryReference
    public var sha256: String
    /// The name of the file.
    public var file: String

    public init(document: EntryReference, sha256: String, file: String) {
      self.document = document
      self.sha256 = sha256
      self.file = file
    }

    public var words: Bilingual {
      Bilingual(
        "tệp \(file) không còn ở nơi đã kèm, tỉnh cũng chưa nhận",
        "the file \(file) is lost where it was attached, and the hub never got it")
    }
    public static let isUndoable = false
    public func audience(of entry: EntryReference) -> Audience { .readers(of: document) }
    public static let axisMessage: AxisMessage? = nil
    /// It is in the trail: a file that is not here is shown by it as lost (`Contents.awaited`).
    public static func effect(at stage: DocumentStage) -> ForeignEffect {
      switch stage {
      case .issuedHere, .arrived, .registered, .closed, .destroyed: .isRecorded
      }
    }
    public var fitsRegister: Bool { fits(sha256, Lengths.name) && fits(file, Lengths.name) }
  }
}
