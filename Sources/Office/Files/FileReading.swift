import Glibc
import Records

/// A file from outside while it is read into the office: watched, so that half of an old and half of a new file is never kept.
final class FileReading {
  let path: String
  let size: Int
  private let descriptor: Int32
  private let before: stat

  /// The most one file may have: a scan of a thousand pages has less, and a backup must stay handy.
  static let most = 512 << 20

  init(_ path: String) throws {
    self.path = path
    // Without O_NONBLOCK a pipe would wait for a writer for ever.
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? FileRefusal.missing(path) : FileRefusal.unreadable(path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileRefusal.unreadable(path) }
    before = status
    size = Int(status.st_size)
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileRefusal.folder(path)
    default: throw FileRefusal.unreadable(path)
    }
    guard size > 0 else { throw FileRefusal.empty(path) }
    guard size <= FileReading.most else { throw FileRefusal.large(path, size: size) }
  }

  deinit { close(descriptor) }

  /// Gives the file piece by piece, from the beginning.
  func pieces(of length: Int, _ body: ([UInt8]) throws -> Void) throws {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileRefusal.unreadable(path) }
    var (piece, total) = ([UInt8](repeating: 0, count: length), 0)
    while true {
      var filled = 0
      while filled < length {
        let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, length - filled) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FileRefusal.unreadable(path) }
        if count == 0 { break }
        filled += count
      }
      total += filled
      guard total <= size else { throw FileRefusal.changed(path) }
      if filled > 0 { try body(filled == length ? piece : Array(piece[..<filled])) }
      if filled < length { break }
    }
    guard total == size, isUnchanged else { throw FileRefusal.changed(path) }
  }

  private var isUnchanged: Bool {
    var now = stat()
    return fstat(descriptor, &now) == 0 && now.st_size == before.st_size
      && now.st_mtim.tv_sec == before.st_mtim.tv_sec && now.st_mtim.tv_nsec == before.st_mtim.tv_nsec
  }
}
