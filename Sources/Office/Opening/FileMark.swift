import DurableFile
import Glibc

/// The facts by which the file system tells which file it is, and whether it has been written to.
struct FileMark: Equatable {
  /// One file of one file system, whatever its name is.
  struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  var identity: Identity
  var size: Int
  /// Seconds and nanoseconds of the last write (mtime), and of the last change of the inode (ctime).
  private var times: [Int]
  /// How many names it has (hard links).
  var names: Int
  var isRegular: Bool

  /// `nil` if there is no file of that name, or it cannot be examined; `errno` says which.
  init?(_ path: String) {
    guard let found = Folder.facts(path) else { return nil }
    self.init(found)
  }

  /// Of an open file.
  init?(descriptor: Int32) {
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { return nil }
    self.init(found)
  }

  private init(_ found: stat) {
    identity = Identity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino))
    size = Int(found.st_size)
    times = [found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_ctim.tv_sec, found.st_ctim.tv_nsec]
    names = Int(found.st_nlink)
    isRegular = found.st_mode & S_IFMT == S_IFREG
  }

  /// Returns the name that an open file of this process has now; `nil` if it has none any more.
  static func name(ofOpen identity: Identity) -> String? {
    let folder = "/proc/self/fd"
    for number in (try? Folder.names(folder)) ?? [] {
      guard let descriptor = Int32(number), FileMark(descriptor: descriptor)?.identity == identity else { continue }
      if let path = Folder.target(ofLink: "\(folder)/\(number)"), FileMark(path)?.identity == identity { return path }
    }
    return nil
  }
}
