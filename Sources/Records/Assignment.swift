import Wording

/// One unit or person that a document is assigned to, and in which role (Decree 30/2020, article 23).
public struct Assignment: Codable, Equatable, Sendable {
  public var unit: String
  public var role: Role
  /// Thời hạn giải quyết: the due date of this unit.
  public var dueDate: Day?

  public enum Role: String, Codable, CaseIterable, Sendable {
    /// Chủ trì: exactly one leads.
    case lead
    /// Phối hợp.
    case cooperating
    /// Để biết.
    case forInformation

    public var words: Bilingual {
      switch self {
      case .lead: Bilingual("chủ trì", "lead")
      case .cooperating: Bilingual("phối hợp", "cooperating")
      case .forInformation: Bilingual("để biết", "for information")
      }
    }
  }

  public init(unit: String, role: Role, dueDate: Day? = nil) {
    self.unit = unit
    self.role = role
    self.dueDate = dueDate
  }
}
