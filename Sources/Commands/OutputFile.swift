import CommandWords
import DurableFile
import Glibc
import Office

/// Where an export goes: standard output, or a new file that is whole or not there, and for this user alone: it names persons.
@MainActor
package final class OutputFile {
  private let file: NewFile?
  private let path: String

  /// - Throws: `ScreenRefusal.needsFile` on the screen, which has the terminal for itself.
  package static func standard(_ session: Session) throws -> OutputFile {
    guard !session.isOnScreen else { throw ScreenRefusal.needsFile }
    return OutputFile()
  }

  private init() { (file, path) = (nil, "stdout") }

  /// - Parameter overwriting: whether a plain file that is there may be replaced; anything else never is.
  /// - Throws: `FileRefusal`: nothing is written over, unless asked for.
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
