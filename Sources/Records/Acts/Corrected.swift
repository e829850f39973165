import Wording

extension Acts {
  /// Đính chính: one field is corrected; the act keeps the old value.
  public struct Corrected: DocumentAct, TravellingAct, ConcurrentAct {
    public static let name = ActName.corrected
    public var document: EntryReference
    public var field: Field
    public var old: String
    public var new: String
    public var reason: String
    public var seen: [EntryReference]?

    public init(
      document: EntryReference, field: Field, old: String, new: String, reason: String, seen: [EntryReference]? = nil
    ) {
      self.document = document
      self.field = field
      self.old = old
      self.new = new
      self.reason = reason
      self.seen = seen
    }

    public var words: Bilingual {
      Bilingual(
        "đính chính \(field.words.vietnamese): “\(old)” → “\(new)”",
        "corrected \(field.words.english): “\(old)” → “\(new)”"
      ).because(reason)
    }
    /// When another office corrects the author, this changes what the document states, not which office issued it.
    public var wordsOfOthers: Bilingual {
      guard field == .organName else { return words }
      return Bilingual(
        "đính chính tác giả ghi trên văn bản: “\(old)” → “\(new)”",
        "corrected the author the document names: “\(old)” → “\(new)”"
      ).because(reason)
    }
    public static let isUndoable = true
    public var topic: ConcurrentTopic? { .field(field) }
    public func says(_ other: Self) -> Bool { new == other.new }
    public func audience(of entry: EntryReference) -> Audience { .readers(of: document) }
    public static let axisMessage: AxisMessage? = .update
    public static func effect(at stage: DocumentStage) -> ForeignEffect {
      switch stage {
      case .arrived: .changesLine
      case .registered: .asks(.update)
      case .issuedHere, .closed, .destroyed: .isRecorded
      }
    }
    public var fitsRegister: Bool {
      fits(old, field.length) && fits(new, field.length) && fits(reason, Lengths.reason)
    }
    public var isConsistent: Bool { field.canHold(new) }
    public var days: [Day] { field == .issuedDate || field == .dueDate ? [Day(new)].compactMap(\.self) : [] }
  }
}
