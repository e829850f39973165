import DurableFile
import Glibc

extension FileRefusal {
  /// Translates the system's error about a file that the user named.
  ///
  /// - Parameter path: as the user typed it.
  public init(_ failure: FileFailure, _ path: String) {
    switch failure.kind {
    case .exists: self = .exists(path)
    case .noPlainFile, .noPlainFolder: self = failure.code == EISDIR ? .folder(path) : .notPlain(path)
    case .system where failure.isFull: self = .full(path)
    case .system where [ENOENT, ENOTDIR].contains(failure.code): self = .noFolder(failure.path)
    case .system: self = failure.code == EROFS ? .readOnlyDisk(path) : .unwritable(path)
    }
  }

  /// Runs `body`, which writes the file, and translates the system's errors into refusals.
  public static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as FileFailure { throw FileRefusal(failure, path) }
  }

  /// Opens a file that the user named, for reading.
  ///
  /// - Throws: `FileRefusal.missing`, `.folder`, `.notPlain`, `.unreadable`.
  public static func opening(_ path: String) throws -> OpenFile {
    guard let facts = Folder.facts(path) else {
      throw errno == ENOENT || errno == ENOTDIR ? FileRefusal.missing(path) : .unreadable(path)
    }
    guard !facts.isFolder else { throw FileRefusal.folder(path) }
    guard facts.isPlainFile else { throw FileRefusal.notPlain(path) }
    do {
      guard let file = try OpenFile(path) else { throw FileRefusal.missing(path) }
      return file
    } catch is FileFailure { throw FileRefusal.unreadable(path) }
  }
}
