import CommandWords
import Glibc
import Office

/// Where an export goes: standard output, or a new file that is whole or not there.
final class OutputFile {
  private let descriptor: Int32
  private let path: String?

  static var standard: OutputFile { OutputFile() }

  private init() {
    descriptor = 1
    path = nil
  }

  /// - Throws: `FileRefusal.exists`: nothing is written over, unless asked for.
  init(_ path: String, overwriting: Bool = false) throws {
    guard overwriting || access(path, F_OK) != 0 else { throw FileRefusal.exists(path) }
    descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileRefusal.unwritable(path) }
    self.path = path
  }

  func write(_ bytes: [UInt8]) throws {
    var at = 0
    while at < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + at, bytes.count - at) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        guard path != nil else { throw OutputFailure(code: errno) }
        throw give(up: errno)
      }
      at += count
    }
  }

  func close() throws {
    guard let path else { return }
    guard fsync(descriptor) == 0, Glibc.close(descriptor) == 0, rename(path + ".part", path) == 0 else {
      throw give(up: errno)
    }
  }

  private func give(up error: Int32) -> FileRefusal {
    if let path { unlink(path + ".part") }
    let name = path ?? "stdout"
    return error == ENOSPC ? .full(name) : .unwritable(name)
  }
}
