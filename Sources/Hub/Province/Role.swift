import Wording

/// What an account of the page may see and do. No role sees what documents of other offices are about.
public enum Role: String, CaseIterable, Sendable {
  /// Sees how all offices take part.
  case viewer
  /// Sees the documents of one office, and nothing else.
  case clerk
  /// Sees what a viewer sees; gives out codes for new stations.
  case enroller
  /// Sees what a viewer sees; reads the audit log and the accounts.
  case auditor
  /// All of that; revokes stations.
  case administrator

  public var words: Bilingual {
    switch self {
    case .viewer: Bilingual("người xem", "viewer")
    case .clerk: Bilingual("văn thư cơ quan", "clerk of an office")
    case .enroller: Bilingual("người cấp mã", "enroller")
    case .auditor: Bilingual("người kiểm tra", "auditor")
    case .administrator: Bilingual("quản trị", "administrator")
    }
  }

  /// The minimum length of a password, in characters.
  public var shortestPassword: Int {
    switch self {
    case .administrator: 12
    case .viewer, .clerk, .enroller, .auditor: 10
    }
  }

  public var givesCodes: Bool {
    switch self {
    case .enroller, .administrator: true
    case .viewer, .clerk, .auditor: false
    }
  }

  public var revokes: Bool {
    switch self {
    case .administrator: true
    case .viewer, .clerk, .enroller, .auditor: false
    }
  }

  public var readsAudit: Bool {
    switch self {
    case .auditor, .administrator: true
    case .viewer, .clerk, .enroller: false
    }
  }
}
