import DurableFile
import Wording

/// Why a file is only looked at: nothing can be written where it lies.
public enum ViewOnly: Equatable, Sendable {
  /// Rights that this user does not have.
  case readOnly
  /// A disk or stick that takes no writing at all.
  case readOnlyDisk
  /// Not one byte is free.
  case full
  /// A trigger or a view in it that this program did not make: whatever is written would be its to change.
  case altered

  /// What the title of the screen and the shell say.
  public static let mark = Words("chỉ xem", "view only")

  public var words: Words {
    switch self {
    case .readOnly: Words("không được quyền ghi vào tệp sổ", "the office's file cannot be written")
    case .readOnlyDisk: Words("ổ đĩa chứa tệp sổ chỉ đọc được", "the disk of the office's file is read-only")
    case .full: Words("ổ đĩa chứa tệp sổ đã đầy", "the disk of the office's file is full")
    case .altered:
      Words(
        "tệp sổ có lệnh lạ không do vanthu làm ra; xem bằng vanthu verify, rồi phục hồi bản khác bằng vanthu restore",
        "the office's file holds commands vanthu did not make; see vanthu verify, then go back to another backup with vanthu restore"
      )
    }
  }

  /// What keeps a file from being written; nil when it is something else that is wrong with it.
  init?(_ refusal: StorageRefusal) {
    switch refusal {
    case .readOnly(let path), .unreachable(let path), .readOnlyDisk(let path): self = .forbidden(path)
    case .full: self = .full
    case .altered: self = .altered
    case .busy, .foreign, .damaged, .foundDamaged, .failing, .replaced, .keyMissing, .keyOfOther: return nil
    }
  }

  /// Whether the rights or the disk forbid it.
  static func forbidden(_ path: String) -> ViewOnly {
    Folder.isOnReadOnlyDisk(path) ? .readOnlyDisk : .readOnly
  }

  /// What is said to whoever would write.
  public func refusal(_ path: String) -> StorageRefusal {
    switch self {
    case .readOnly: .readOnly(path)
    case .readOnlyDisk: .readOnlyDisk(path)
    case .full: .full(path)
    case .altered: .altered(path)
    }
  }
}
