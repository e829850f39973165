import DurableFile
import GRDB
import RecordsSQL
import Wording

/// Why the hub's data cannot be read or written. Nothing that was acknowledged is lost.
public enum HubStorageRefusal: Refusal, Equatable {
  case none(String)
  case exists(String)
  case notEmpty(String)
  case foreign(String)
  case later(String)
  case keys(String)
  case busy(String)
  case full(String)
  case damaged(String)
  /// The data contains a trigger or view, of this name, that this program did not create.
  case altered(String, String)
  case failing(String)
  /// There is a link or something else where a regular file or a folder should be.
  case inTheWay(String)

  /// Not where something else is in the place that was named: nothing is wrong with that.
  public var isOfStorage: Bool {
    switch self {
    case .exists, .notEmpty: false
    default: true
    }
  }

  /// The sentence for the clerks of the province, who can do nothing about the hub's disk. The administrator reads
  /// `words` in the log.
  public var wordsForClerks: Bilingual {
    if case .full = self {
      return Bilingual(
        "Trung tâm của tỉnh hết chỗ trống nên chưa nhận được; không mất gì, máy này gửi lại sau. Báo quản trị tỉnh.",
        "The hub of the province has no room and accepted nothing; nothing is lost, this PC sends it again later. Tell "
          + "the administrator of the province.")
    }
    return Bilingual(
      "Trung tâm của tỉnh đang không ghi được dữ liệu; không mất gì, máy này gửi lại sau. Báo quản trị tỉnh.",
      "The hub of the province cannot write its data; nothing is lost, this PC sends it again later. Tell the "
        + "administrator of the province.")
  }

  public var words: Bilingual {
    switch self {
    case .none(let path):
      Bilingual(
        "Chưa có trung tâm nào ở \(path); lập mới bằng vanthu-hub init, hoặc chỉ đúng thư mục bằng --data THƯ-MỤC.",
        "There is no hub in \(path); create one with vanthu-hub init, or name the right folder with --data FOLDER.")
    case .exists(let path):
      Bilingual(
        "Ở \(path) đã có một trung tâm; chọn thư mục khác, không ghi đè lên dữ liệu đang có.",
        "There is already a hub in \(path); choose another folder, nothing is overwritten.")
    case .notEmpty(let path):
      Bilingual(
        "Thư mục \(path) đã có tệp khác; chọn thư mục mới hoặc trống, không ghi đè lên gì.",
        "There are other files in \(path); choose a new or an empty folder, nothing is overwritten.")
    case .foreign(let path):
      Bilingual(
        "\(path) không phải dữ liệu của vanthu-hub; chỉ đúng thư mục bằng --data THƯ-MỤC.",
        "\(path) is not vanthu-hub data; name the right folder with --data FOLDER.")
    case .later(let path):
      Bilingual(
        "\(path) do bản vanthu-hub mới hơn ghi; hãy cập nhật chương trình.",
        "\(path) was written by a later vanthu-hub; update the program.")
    case .keys(let path):
      Bilingual(
        "Không đọc được khóa của trung tâm ở \(path), hoặc khóa không thuộc dữ liệu này; lấy lại tệp từ bản sao lưu.",
        "The hub's keys in \(path) cannot be read or do not belong to this data; restore the file from a backup.")
    case .busy(let path):
      Bilingual(
        "Chương trình khác đang ghi vào \(path); đợi một lát rồi làm lại.",
        "Another program is writing to \(path); wait a moment and try again.")
    case .full(let path):
      Bilingual(
        "Ổ đĩa (\(path)) đã đầy, việc vừa rồi chưa được ghi; giải phóng chỗ trống rồi làm lại.",
        "The disk (\(path)) is full, and what was done last was not written; free space on it and try again.")
    case .damaged(let path):
      Bilingual(
        "Dữ liệu ở \(path) bị hỏng; dừng trung tâm, cất thư mục ấy đi chỗ khác, rồi phục hồi từ bản sao lưu mới nhất.",
        "The data in \(path) is damaged; stop the hub, move that folder aside, then restore the latest backup.")
    case .altered(let path, let name):
      Bilingual(
        "Dữ liệu ở \(path) có lệnh lạ (\(name)) không do vanthu-hub làm ra, nên không được mở; "
          + "phục hồi từ bản sao lưu khác.",
        "The data in \(path) contains a command (\(name)) that vanthu-hub did not create, and is not opened; "
          + "restore another backup."
      )
    case .failing(let path):
      Bilingual(
        "Không đọc, ghi được \(path); kiểm tra ổ đĩa, quyền của thư mục rồi làm lại.",
        "\(path) cannot be read or written; check the disk and the folder's permissions and try again.")
    case .inTheWay(let path):
      Bilingual(
        "\(path) không phải thư mục hay tệp thường (là liên kết hoặc thứ khác đặt vào chỗ đó), nên không đọc, "
          + "ghi gì qua đó; xóa nó rồi làm lại.",
        "\(path) is not a regular folder or file (a link, or something else put there), so nothing is read or written "
          + "through it; remove it and try again."
      )
    }
  }

  /// Runs `body` and turns errors of the storage into refusals. All other errors are faults of the program.
  public static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw busy(path)
      case .SQLITE_FULL: throw full(path)
      case .SQLITE_IOERR:
        // Running out of space below the file system is reported as an input/output error.
        let noRoom = [ResultCode.SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE].contains(error.extendedResultCode)
        throw noRoom ? full(path) : failing(path)
      case .SQLITE_NOTADB: throw foreign(path)
      case .SQLITE_CORRUPT: throw damaged(path)
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: throw failing(path)
      default: throw error
      }
    } catch is RowDecodingError {
      throw damaged(path)
    } catch let failure as FileFailure {
      switch failure.kind {
      case .noPlainFile, .noPlainFolder, .exists: throw inTheWay(failure.path)
      case .system: throw failure.isFull ? full(failure.path) : failing(failure.path)
      }
    }
  }
}
