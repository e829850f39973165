import DurableFile
import Glibc
import Office

/// A text file, or standard input, as bytes, read entirely into memory.
package enum InputFile {
  package static func bytes(_ path: String?, waiting: Bool) throws -> [UInt8] {
    let path = path == "-" ? nil : path
    let name = path ?? "stdin"
    do { return try InputStream.all(path, waiting: waiting) } catch let failure as FileFailure {
      guard failure.kind == .system else { throw FileRefusal(failure, name) }
      throw failure.code == ENOENT ? FileRefusal.missing(name) : .unreadable(name)
    }
  }
}
