import Wording

extension Acts {
  /// Trạng thái xử lý: the state is reported to the office that sent the document (Decision 28/2018, articles 6.3,
  /// 9.2).
  ///
  /// `recipient` is the name by which the sender addressed this office; `answers` is the sender's act that is agreed to
  /// or refused. `takesValues`: agreeing to a change registers what it says. It is absent in acts of earlier versions,
  /// whose clerks typed the new value themselves; only files were attached or detached. `cites` names the document that
  /// answers it; earlier versions wrote its code into the note alone. `seen` is there if a request is answered.
  public struct Reported: DocumentAct, TravellingAct, ConcurrentAct {
    public static let name = ActName.reported
    public var document: EntryReference
    public var recipient: String
    public var status: DeliveryStatus
    public var note: String?
    public var answers: EntryReference?
    public var takesValues: Bool?
    public var cites: [Citation]?
    public var seen: [EntryReference]?

    public init(
      document: EntryReference, recipient: String, status: DeliveryStatus, note: String?, answers: EntryReference?,
      takesValues: Bool? = nil, cites: [Citation]? = nil, seen: [EntryReference]? = nil
    ) {
      self.document = document
      self.recipient = recipient
      self.status = status
      self.note = note
      self.answers = answers
      self.takesValues = takesValues
      self.cites = cites
      self.seen = seen
    }

    public var words: Bilingual {
      Bilingual("báo nơi gửi: \(status.words.vietnamese)", "informed the sender: \(status.words.english)").because(note)
    }
    public static let isUndoable = false
    public var topic: ConcurrentTopic? { answers.map(ConcurrentTopic.request) }
    public func says(_ other: Reported) -> Bool { status == other.status }
    public func audience(of entry: EntryReference) -> Audience { .issuer(of: document) }
    public static let axisMessage: AxisMessage? = .status
    /// The status of the recipient that it is about.
    public static func effect(at stage: DocumentStage) -> ForeignEffect {
      switch stage {
      case .issuedHere: .changesLine
      case .arrived, .registered, .closed, .destroyed: .isRecorded
      }
    }
    public var days: [Day] { cites.days }
    public var fitsRegister: Bool {
      fits(recipient, Lengths.organName) && fits(note, Lengths.note) && cites.fitRegister
    }
  }
}
