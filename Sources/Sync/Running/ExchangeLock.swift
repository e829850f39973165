import Glibc
import Wording

/// Two exchanges of one office's file never run at once. The lock is the kernel's and goes with the process.
public final class ExchangeLock {
  private let descriptor: Int32

  /// - Throws: `LockRefusal` when another one runs.
  public init(_ office: String) throws {
    descriptor = open(office + ".sync", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LockRefusal.unwritable(office) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw LockRefusal.running }
  }

  // Also where `init` throws.
  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Another exchange may run while `body` does nothing to the file. Returns when this is the only one again.
  public func lend(_ body: () -> Void) {
    flock(descriptor, LOCK_UN)
    body()
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }
}

public enum LockRefusal: Refusal, Equatable {
  case running
  case unwritable(String)

  public var words: Words {
    switch self {
    case .running:
      Words(
        "Đang có một lần đồng bộ khác chạy trên sổ này; đợi nó xong, xem bằng vanthu sync status.",
        "Another exchange of this file is running; wait for it, see vanthu sync status.")
    case .unwritable(let office):
      Words(
        "Không tạo được tệp khóa bên cạnh \(office); xem lại quyền ghi của thư mục.",
        "The lock beside \(office) cannot be made; see the rights of the folder.")
    }
  }
}
