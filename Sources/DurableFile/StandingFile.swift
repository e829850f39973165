import Glibc

/// A file of the program's own that stays in place: a growing log, a lock. It is a plain file; no link to it is
/// followed.
public final class StandingFile {
  private let path: String
  private let file: Int32

  /// Opens it, or creates an empty one for this user alone.
  ///
  /// - Throws: `FileFailure`: `.noPlainFile` if something else has the name.
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
    // Earlier versions created it readable by everybody.
    if facts.st_mode & 0o077 != 0, facts.st_uid == geteuid() { fchmod(file, 0o600) }
  }

  deinit { if file >= 0 { close(file) } }

  /// Appends a text; concurrent appends of other processes are not mixed into it (`O_APPEND`).
  public func append(_ text: String) throws { try file.writeAll(Array(text.utf8), path) }

  /// Locks the file. The kernel releases the lock when the process ends.
  ///
  /// - Parameter waiting: whether to wait while another process holds the lock.
  /// - Returns: whether we hold the lock now.
  public func lock(waiting: Bool = false) -> Bool {
    while flock(file, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  public func unlock() { flock(file, LOCK_UN) }

  /// The descriptor, to be the output of a child process.
  public var descriptor: Int32 { file }

  /// Appends a line to a log. A log of more than `most` bytes is first renamed to `NAME.1`, and so on; `kept` old ones
  /// are kept.
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
