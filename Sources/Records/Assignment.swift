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

    public var words: Words {
      switch self {
      case .lead: Words("chủ trì", "lead")
      case .cooperating: Words("phối hợp", "cooperating")
      case .forInformation: Words("để biết", "for information")
      }
    }
  }

  public init(unit: String, role: Role, dueDate: Day? = nil) {
    self.unit = unit
    self.role = role
    self.dueDate = dueDate
  }
}
