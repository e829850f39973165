import CommandWords
import DurableFile
import Glibc
import Office

/// The destination of an export: standard output, or a new file, which is complete or does not exist. Only this user
/// may read the file, because it names persons.
@MainActor
package final class OutputFile {
  private let file: NewFile?
  private let path: String

  /// - Throws: `ScreenRefusal.needsFile` on the screen, which uses the terminal itself.
  package static func standard(_ session: Session) throws -> OutputFile {
    guard !session.isOnScreen else { throw ScreenRefusal.needsFile }
    return OutputFile()
  }

  private init() { (file, path) = (nil, "stdout") }

  /// - Parameter overwriting: whether an existing plain file may be replaced; anything else never is.
  /// - Throws: `FileRefusal`, if the file exists and may not be replaced, or cannot be created.
  package init(_ path: String, overwriting: Bool = false) throws {
    self.path = path
    file = try FileRefusal.translating(path) { try NewFile(path, replacing: overwriting ? .files : .nothing) }
  }

  package func write(_ bytes: [UInt8]) throws {
    if let file { return try FileRefusal.translating(path) { try file.write(bytes) } }
    var at = 0
    while at < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress! + at, bytes.count - at) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputFailure(code: errno) }
      at += count
    }
  }

  package func close() throws { try FileRefusal.translating(path) { try file?.finish() } }
}
