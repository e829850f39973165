import Glibc

/// A file in the making: written beside its place as `NAME.part`, and in its place only when whole and on the disk.
final class PartFile {
  let path: String
  let partPath: String
  private let descriptor: Int32
  private var isDone = false

  /// - Throws: `FileRefusal.changed` when another vanthu is making the same file, `.unwritable`, `.full`.
  init(for path: String) throws {
    self.path = path
    partPath = path + ".part"
    descriptor = try PartFile.claim(path, partPath)
  }

  /// Leaves no part behind.
  deinit {
    guard !isDone else { return }
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(partPath + suffix) }
    close(descriptor)
  }

  /// Opens the part and locks it: what an earlier run left there is begun anew, what another one is writing is not touched.
  private static func claim(_ path: String, _ partPath: String) throws -> Int32 {
    while true {
      let descriptor = open(partPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw refusal(path) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw FileRefusal.changed(partPath)
      }
      // Between open and lock another vanthu may have finished: then this is no longer the part but the whole.
      var (mine, there) = (stat(), stat())
      if fstat(descriptor, &mine) == 0, stat(partPath, &there) == 0, mine.st_ino == there.st_ino {
        guard ftruncate(descriptor, 0) == 0 else {
          close(descriptor)
          throw refusal(path)
        }
        return descriptor
      }
      close(descriptor)
    }
  }

  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PartFile.refusal(path) }
      written += count
    }
  }

  /// Makes what is written so far safe on the disk.
  func sync() throws {
    guard fsync(descriptor) == 0 else { throw PartFile.refusal(path) }
  }

  /// Puts the whole file in its place, on the disk when the call returns.
  func finish(overwriting: Bool) throws {
    try sync()
    if overwriting {
      guard rename(partPath, path) == 0 else { throw PartFile.refusal(path) }
    } else if link(partPath, path) == 0 {
      unlink(partPath)
    } else {
      // A stick's file system has no links: look, then rename.
      guard errno != EEXIST, access(path, F_OK) != 0 else { throw FileRefusal.exists(path) }
      guard rename(partPath, path) == 0 else { throw PartFile.refusal(path) }
    }
    isDone = true
    // At once: closing it later would take SQLite's locks from whoever opens the whole file in this process.
    close(descriptor)
    try PartFile.settle(folderOf: path)
  }

  /// Makes the names in a folder safe on the disk.
  static func settle(folderOf path: String) throws {
    let folder = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw refusal(path) }
    defer { close(folder) }
    // Some file systems of sticks and shares cannot do it for folders.
    guard fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP else { throw refusal(path) }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func refusal(_ path: String) -> FileRefusal {
    switch errno {
    case ENOSPC, EDQUOT, EFBIG: .full(path)
    default: .unwritable(path)
    }
  }
}
