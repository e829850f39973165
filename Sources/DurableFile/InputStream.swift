import Glibc

/// Reads all of a file, of standard input, or of a pipe (`<(…)` of a shell) into memory.
public enum InputStream {
  /// - Parameters:
  ///   - path: `nil` for standard input.
  ///   - waiting: whether to wait for the writer of a pipe.
  /// - Throws: `FileFailure`: `.noPlainFile` for a folder or a device, and for a pipe unless `waiting`.
  public static func all(_ path: String?, waiting: Bool) throws -> [UInt8] {
    let name = path ?? "stdin"
    let file = path.map { SystemPath.with($0) { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) } } ?? STDIN_FILENO
    guard file >= 0 else { throw FileFailure(name) }
    defer { if path != nil { close(file) } }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw FileFailure(name) }
    let isPipe = facts.st_mode & S_IFMT == S_IFIFO
    guard path == nil ? !facts.isFolder : facts.isPlainFile || isPipe && waiting else {
      throw FileFailure(name, .noPlainFile, code: facts.isFolder ? EISDIR : 0)
    }
    // Its type is known now, so reads may block until the writer of a pipe has written.
    if path != nil { _ = fcntl(file, F_SETFL, O_RDONLY) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(facts.isPlainFile ? Int(facts.st_size) : 0)
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(file, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(name) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}
