import Glibc

/// A file of the program's own that stays where it is: a log that grows, a lock. No link is followed to it, and it is a plain file.
public final class StandingFile {
  private let path: String
  private let file: Int32

  /// Opens it, or makes an empty one for this user alone.
  ///
  /// - Throws: `FileFailure`: `.noPlainFile` when something else bears the name.
  public init(_ path: String) throws {
    self.path = path
    file = SystemPath.with(path) {
      open($0, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    }
    guard file >= 0 else {
      let failure = FileFailure(path)
      throw [ELOOP, EISDIR, ENXIO].contains(failure.code)
        ? FileFailure(path, .noPlainFile, code: failure.code) : failure
    }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.isPlainFile else { throw FileFailure(path, .noPlainFile) }
    Ownership.settle(file, at: path)
    // One that an earlier version made for all to read.
    if facts.st_mode & 0o077 != 0, facts.st_uid == geteuid() { fchmod(file, 0o600) }
  }

  deinit { if file >= 0 { close(file) } }

  /// Adds to its end, in one piece beside what others add.
  public func append(_ text: String) throws { try file.writeAll(Array(text.utf8), path) }

  /// Takes the lock, which is the kernel's and goes with the process.
  ///
  /// - Parameter waiting: whether another one that has it is waited for.
  /// - Returns: whether it is ours.
  public func lock(waiting: Bool = false) -> Bool {
    while flock(file, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  public func unlock() { flock(file, LOCK_UN) }

  /// The number of the open file, for a program that is run to write to it.
  public var descriptor: Int32 { file }

  /// Adds a line to a log; at `most` bytes it makes room for a new one, and `kept` are kept: `NAME.1` …
  public static func log(_ line: String, to path: String, most: Int = .max, kept: Int = 0) throws {
    try? Folder.make(Folder.parent(of: path))
    if let facts = Folder.facts(path), Int(facts.st_size) > most, kept > 0 {
      for number in stride(from: kept - 1, through: 0, by: -1) {
        let older = number == 0 ? path : "\(path).\(number)"
        if Folder.facts(older) != nil { try? Folder.move(older, to: "\(path).\(number + 1)") }
      }
    }
    try StandingFile(path).append(line)
  }
}
