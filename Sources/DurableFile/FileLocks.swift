import Glibc

/// Locks of other processes on parts of files (POSIX, `fcntl`).
public enum FileLocks {
  /// Whether another process holds a lock on any of these bytes, even one that is stopped. A file that cannot be opened
  /// has none.
  ///
  /// Must not be called while this process has a lock of its own on the file: closing a file gives up all of them.
  public static func areHeldElsewhere(_ path: String, _ bytes: Range<Int>) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var lock = flock()
    (lock.l_type, lock.l_whence) = (Int16(F_WRLCK), Int16(SEEK_SET))
    (lock.l_start, lock.l_len) = (off_t(bytes.lowerBound), off_t(bytes.count))
    return fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }
}
