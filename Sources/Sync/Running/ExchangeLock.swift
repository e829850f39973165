import DurableFile
import Wording

/// A lock against two exchanges of one office's file at once. It belongs to the kernel and ends with the process.
public final class ExchangeLock {
  private let file: StandingFile

  /// - Parameter waiting: whether to wait for the end of another exchange.
  /// - Throws: `LockRefusal` when another exchange is running.
  public init(_ office: String, waiting: Bool = false) throws {
    do { file = try StandingFile(office + ".sync") } catch is FileFailure { throw LockRefusal.unwritable(office) }
    guard file.lock(waiting: waiting) else { throw LockRefusal.running }
  }

  /// Lets other exchanges run during `body`, which must not touch the file. Returns when the lock is held again.
  public func lend(_ body: () -> Void) {
    file.unlock()
    body()
    _ = file.lock(waiting: true)
  }
}

public enum LockRefusal: Refusal, Equatable {
  case running
  case unwritable(String)

  public var isOfStorage: Bool {
    switch self {
    case .unwritable: true
    default: false
    }
  }

  public var words: Bilingual {
    switch self {
    case .running:
      Bilingual(
        "Đang có một lần đồng bộ khác chạy trên sổ này; đợi nó xong, xem bằng vanthu sync status.",
        "Another exchange of this file is running; wait for it, see vanthu sync status.")
    case .unwritable(let office):
      Bilingual(
        "Không tạo được tệp khóa bên cạnh \(office); xem lại quyền ghi của thư mục.",
        "The lock beside \(office) cannot be created; check the folder's permissions.")
    }
  }
}
