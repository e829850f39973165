import Vietnamese
import Wording

/// The urgency of a document: the three grades of Decree 30/2020 (Annex I §II), and routine.
///
/// The raw value is used in files, on command lines and in stored acts.
public enum Urgency: String, Codable, CaseIterable, Sendable, Comparable {
  case routine = "thuong"
  case urgent = "khan"
  case veryUrgent = "thuongkhan"
  case flash = "hoatoc"

  /// 0 routine … 3 flash, as in the national message format.
  public var priority: Int {
    switch self {
    case .routine: 0
    case .urgent: 1
    case .veryUrgent: 2
    case .flash: 3
    }
  }

  public static func < (left: Urgency, right: Urgency) -> Bool { left.priority < right.priority }

  public var words: Bilingual {
    switch self {
    case .routine: Bilingual("Thường", "Routine")
    case .urgent: Bilingual("Khẩn", "Urgent")
    case .veryUrgent: Bilingual("Thượng khẩn", "Very urgent")
    case .flash: Bilingual("Hỏa tốc", "Flash")
    }
  }

  /// One or two letters for a narrow column; nothing for a routine document.
  public var mark: String {
    switch self {
    case .routine: ""
    case .urgent: "K"
    case .veryUrgent: "TK"
    case .flash: "HT"
    }
  }

  /// Reads what a person or a file says: `khan`, `Khẩn`, `very urgent`, `TK`, `0` … `3` (and 4, flash with an hour).
  public static func reading(_ text: String) throws -> Urgency {
    switch fold(String(text.prefix(100))).filter({ $0 != " " }) {
    case "thuong", "binhthuong", "khong", "routine", "normal", "none", "0": return .routine
    case "khan", "urgent", "k", "1": return .urgent
    case "thuongkhan", "veryurgent", "tk", "2": return .veryUrgent
    case "hoatoc", "hoatochengio", "flash", "express", "ht", "3", "4": return .flash
    default: throw GradeRefusal.unknownUrgency(typed: text)
    }
  }
}

/// An unknown grade of urgency or secrecy.
public enum GradeRefusal: Refusal, Equatable {
  case unknownUrgency(typed: String)
  case unknownSecrecy(typed: String)

  public var words: Bilingual {
    switch self {
    case .unknownUrgency(let typed):
      Bilingual(
        "Không có độ khẩn “\(quoted(typed))”; hãy dùng thuong, khan, thuongkhan hoặc hoatoc.",
        "There is no urgency “\(quoted(typed))”; use thuong, khan, thuongkhan or hoatoc.")
    case .unknownSecrecy(let typed):
      Bilingual(
        "Không có độ mật “\(quoted(typed))”; hãy dùng thuong, mat, toimat hoặc tuyetmat.",
        "There is no secrecy “\(quoted(typed))”; use thuong, mat, toimat or tuyetmat.")
    }
  }
}
