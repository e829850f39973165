import DurableFile
import GRDB
import Wording

/// Why the machine cannot read or write the file, if the clerk can do something about it.
public enum StorageRefusal: Refusal, Equatable {
  case busy(String)
  case readOnly(String)
  /// The disk it is on is read-only.
  case readOnlyDisk(String)
  case full(String)
  case foreign(String)
  case damaged(String)
  /// A backup has found the office's file damaged: no more numbers are given in it.
  case foundDamaged(String)
  /// It is enrolled, and its key is not beside it.
  case keyMissing(String)
  /// The key beside it is another station's.
  case keyOfOther(String)
  case unreachable(String)
  /// The disk fails to read or to write.
  case failing(String)
  /// It holds triggers or views that this program did not make.
  case altered(String)
  /// Another file is where this one was opened. `kept`: where the open one is now, if only that name leads to it.
  case replaced(String, Replacement, kept: String?)

  public var isOfStorage: Bool { true }

  public var words: Bilingual {
    switch self {
    case .busy(let path):
      Bilingual(
        "Tệp \(path) đang bị chương trình khác ghi; đợi một lát rồi làm lại, chưa có gì thay đổi.",
        "Another program is writing to \(path); wait a moment and try again, nothing has changed.")
    case .readOnly(let path):
      Bilingual(
        "Không được quyền ghi vào \(path); kiểm tra quyền của tệp và thư mục, chưa có gì thay đổi.",
        "\(path) cannot be written; check the rights of the file and its folder, nothing has changed.")
    case .readOnlyDisk(let path):
      Bilingual(
        "Ổ đĩa chứa \(path) chỉ đọc được, chưa có gì thay đổi; nhờ người phụ trách máy cho ghi lại vào ổ ấy. "
          + "Bản chép thì chỉ để xem: cấp số ở đó là hai sổ cùng một tên.",
        "The disk of \(path) is read-only, nothing has changed; have the PC's administrator make it writable. "
          + "A copy is for viewing only: assigning numbers in it would make two registers of one name."
      )
    case .full(let path):
      Bilingual(
        "Ổ đĩa chứa \(path) đã đầy; giải phóng chỗ trống rồi làm lại, chưa có gì thay đổi.",
        "The disk of \(path) is full; make room and try again, nothing has changed.")
    case .foreign(let path):
      Bilingual(
        "Tệp \(path) không phải là sổ của vanthu; chỉ đúng tệp bằng --office TỆP.",
        "\(path) is not a vanthu office file; name the right file with --office FILE.")
    case .damaged(let path):
      Bilingual(
        "Tệp \(path) bị hỏng; chạy vanthu verify để xem hỏng ở đâu, rồi phục hồi bằng vanthu restore từ bản sao lưu.",
        "\(path) is damaged; run vanthu verify to see where, then restore a backup with vanthu restore.")
    case .foundDamaged(let path):
      Bilingual(
        "Tệp sổ \(path) bị hỏng: không cấp số nữa, chưa sao lưu được; phục hồi từ bản sao lưu tốt: "
          + "phím 7 trên màn hình, hay vanthu restore.",
        "The office's file \(path) is damaged: no more numbers are assigned and no backup is made; "
          + "restore a good backup: key 7 on the screen, or vanthu restore."
      )
    case .keyMissing(let path):
      Bilingual(
        "Tệp \(path) đã đăng ký với tỉnh mà không có khóa \(path).key bên cạnh: là bản chép, hoặc đã mất khóa; "
          + "không cấp số, chưa có gì thay đổi. Là bản chép thì mở sổ gốc. Chỉ còn tệp này thì vanthu backup TỆP, "
          + "vanthu restore TỆP ấy rồi cấp số tiếp được; xin tỉnh mã mới và vanthu enrol --again.",
        """
        \(path) is enrolled but its key \(path).key is not beside it: it is a copy, or its key is lost; \
        no number was assigned, nothing has changed. If it is a copy, open the register it was copied from. \
        If it is the only one, run vanthu backup FILE, then vanthu restore that FILE, to assign numbers again; \
        ask the province for a code and run vanthu enrol --again.
        """
      )
    case .keyOfOther(let path):
      Bilingual(
        "Tệp \(path) là sổ của máy khác, đã nằm thay chỗ sổ của máy này: khóa \(path).key bên cạnh không phải của nó; "
          + "chưa ghi gì. Trả đúng sổ của máy này về: phím 7 trên màn hình, hay vanthu restore --newest. "
          + "Cố ý làm tiếp sổ ấy ở đây thì xin tỉnh mã mới rồi vanthu enrol --again.",
        """
        \(path) is another station's register in place of this station's: the key \(path).key beside it is not its \
        own; nothing was written. Restore this station's own file: key 7 on the screen, or vanthu restore --newest. \
        If that register is to be continued here, ask the province for a code and run vanthu enrol --again.
        """
      )
    case .unreachable(let path):
      Bilingual(
        "Không mở được \(path); kiểm tra đường dẫn và quyền của thư mục.",
        "\(path) cannot be opened; check the path and the rights of the folder.")
    case .failing(let path):
      Bilingual(
        "Ổ đĩa chứa \(path) báo lỗi đọc, ghi; xem lại ổ đĩa, rồi chạy vanthu verify.",
        "The disk of \(path) fails to read or write; check the disk, then run vanthu verify.")
    case .altered(let path):
      Bilingual(
        "Tệp \(path) có lệnh lạ không do vanthu làm ra nên không ghi gì vào đó; chạy vanthu verify để xem, "
          + "rồi phục hồi bản sao lưu khác bằng vanthu restore.",
        "\(path) contains commands that vanthu did not create, so nothing is written to it; "
          + "run vanthu verify to see them, then restore another backup with vanthu restore."
      )
    case .replaced(let path, let replacement, let kept): StorageRefusal.words(path, replacement, kept: kept)
    }
  }

  /// Returns the sentence: what has happened, that nothing was written, where the acts done before are, and what to do.
  private static func words(_ path: String, _ replacement: Replacement, kept: String?) -> Bilingual {
    let lost = Bilingual(
      "Sổ đang mở không cất lại được, xem lại số trên giấy", "The open register could not be saved: check the paper")
    let there = kept.map { kept in
      Bilingual(
        "Sổ đang mở nằm ở \(kept): thiếu việc nào thì vanthu restore \(kept)",
        "The open register is saved at \(kept): run vanthu restore \(kept) if acts are missing")
    }
    switch replacement {
    case .gone:
      let place = there ?? lost
      return Bilingual(
        "Không còn tệp \(path): đã bị xóa, dời đi hoặc ổ đĩa đã tháo; chưa ghi gì. \(place.vietnamese). "
          + "Trả tệp về chỗ cũ, ra khỏi vanthu rồi mở lại.",
        "\(path) is no longer there: deleted, moved or its disk removed; nothing was written. \(place.english). "
          + "Put it back, leave vanthu and open it again."
      )
    case .other:
      let place = there ?? lost
      return Bilingual(
        "Tệp \(path) đã bị thay bằng tệp khác khi đang mở; chưa ghi gì. \(place.vietnamese). "
          + "Ra khỏi vanthu, mở lại, chạy vanthu verify.",
        "\(path) was replaced by another file while it was open; nothing was written. \(place.english). "
          + "Leave vanthu, open it again, run vanthu verify."
      )
    case .overwritten:
      let place = there ?? lost
      return Bilingual(
        "Tệp \(path) đã bị chép đè khi đang mở, việc đã ghi gần đây không còn trong đó; chưa ghi gì thêm. "
          + "\(place.vietnamese). Ra khỏi vanthu, mở lại, chạy vanthu verify.",
        "\(path) was overwritten while it was open, and its last acts are lost; nothing more was written. "
          + "\(place.english). Leave vanthu, open it again, run vanthu verify."
      )
    case .logGone:
      let saved = Bilingual(
        "Việc đã ghi vẫn còn trong sổ", "The acts already written are still in the file")
      let place = there ?? saved
      return Bilingual(
        "Tệp phụ \(path)-wal (hoặc -shm) đã bị xóa hoặc thay khi đang mở; chưa ghi gì. \(place.vietnamese). "
          + "Ra khỏi vanthu, mở lại, chạy vanthu verify.",
        "The file \(path)-wal (or -shm) was deleted or replaced while it was open; nothing was written. "
          + "\(place.english). Leave vanthu, open it again, run vanthu verify."
      )
    }
  }

  /// Returns what a refusal says about the disk and its permissions; nil if it is about something else.
  public init?(of refusal: any Refusal) {
    switch refusal {
    case let refusal as StorageRefusal: self = refusal
    case FileRefusal.full(let path): self = .full(path)
    case FileRefusal.readOnlyDisk(let path): self = .readOnlyDisk(path)
    case FileRefusal.unwritable(let path):
      self = ViewOnly.forbidden(Folder.parent(of: path)).refusal(path)
    default: return nil
    }
  }

  /// Runs `body` and turns errors of the machine into refusals. What is left is a fault of ours.
  static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as DatabaseError {
      throw refusal(error, path) ?? (Damage.lies(in: path) ? damaged(path) : error) as any Error
    } catch is DecodingError, is RegisterFault, is JournalFault, is RowDecodingError {
      throw damaged(path)
    }
  }

  private static func refusal(_ error: DatabaseError, _ path: String) -> StorageRefusal? {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: busy(path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: ViewOnly.forbidden(path).refusal(path)
    case .SQLITE_FULL: full(path)
    case .SQLITE_IOERR:
      switch error.extendedResultCode {
      // A write that finds no room below the file system is reported as an input/output error.
      case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE: full(path)
      default: failing(path)
      }
    case .SQLITE_NOTADB: foreign(path)
    case .SQLITE_CORRUPT: damaged(path)
    case .SQLITE_CANTOPEN: unreachable(path)
    default: nil
    }
  }
}
