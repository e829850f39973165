import Wording

extension Acts {
  /// Chuyển giao: ý kiến chỉ đạo, đơn vị chủ trì, phối hợp, thời hạn (Decree 30/2020, article 23).
  public struct Routed: DocumentAct, StaysInOffice, ConcurrentAct {
    public static let name = ActName.routed
    public var document: EntryReference
    public var assignments: [Assignment]
    public var instruction: String?
    public var instructedBy: String?
    public var seen: [EntryReference]?

    public init(
      document: EntryReference, assignments: [Assignment], instruction: String?, instructedBy: String?,
      seen: [EntryReference]? = nil
    ) {
      self.document = document
      self.assignments = assignments
      self.instruction = instruction
      self.instructedBy = instructedBy
      self.seen = seen
    }

    public var words: Bilingual {
      Bilingual(
        "chuyển "
          + assignments.map { "\($0.unit) (\($0.role.words.vietnamese)\(due($0, "hạn")))" }.joined(separator: ", "),
        "routed to "
          + assignments.map { "\($0.unit) (\($0.role.words.english)\(due($0, "due")))" }.joined(separator: ", ")
      ).because(instruction)
    }
    public static let isUndoable = true
    public var topic: ConcurrentTopic? { .handling }
    public func says(_ other: Self) -> Bool {
      assignments == other.assignments && instruction == other.instruction
    }

    private func due(_ assignment: Assignment, _ word: String) -> String {
      assignment.dueDate.map { ", \(word) \($0.display)" } ?? ""
    }
  }
}
