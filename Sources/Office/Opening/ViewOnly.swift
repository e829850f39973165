import DurableFile
import Wording

/// Why a file is opened for viewing only: nothing can be written where it is stored.
public enum ViewOnly: Equatable, Sendable {
  /// This user lacks the permission.
  case readOnly
  /// A read-only disk or USB stick.
  case readOnlyDisk
  /// Not one byte is free.
  case full
  /// It has a trigger or a view that this program did not make, which could change whatever is written.
  case altered

  /// The mark in the title of the screen and in the output of the shell.
  public static let mark = Bilingual("chỉ xem", "view only")

  public var words: Bilingual {
    switch self {
    case .readOnly: Bilingual("không được quyền ghi vào tệp sổ", "the office's file cannot be written")
    case .readOnlyDisk: Bilingual("ổ đĩa chứa tệp sổ chỉ đọc được", "the disk of the office's file is read-only")
    case .full: Bilingual("ổ đĩa chứa tệp sổ đã đầy", "the disk of the office's file is full")
    case .altered:
      Bilingual(
        "tệp sổ có lệnh lạ không do vanthu làm ra; xem bằng vanthu verify, rồi phục hồi bản khác bằng vanthu restore",
        "the office's file contains commands vanthu did not create; "
          + "see vanthu verify, then restore another backup with vanthu restore"
      )
    }
  }

  /// Returns which of the two forbids writing: the disk, or the permissions.
  static func forbidden(_ path: String) -> ViewOnly {
    Folder.isOnReadOnlyDisk(path) ? .readOnlyDisk : .readOnly
  }
}
