import Glibc
import Records

extension Office {
  /// Writes the content of a file to `path`: all of it, checked against its SHA-256 and safe on the disk, or nothing.
  ///
  /// - Parameter overwriting: whether a file that is there may be replaced.
  public func save(_ file: StoredFile, to path: String, overwriting: Bool = false) throws {
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw FileRefusal.folder(path) }
      if !overwriting { throw FileRefusal.exists(path) }
    }
    let part = try PartFile(for: path)
    try read { db in try Contents(db).read(file) { try part.write($0) } }
    try part.finish(overwriting: overwriting)
  }

  /// A copy to open with another program, under its own name in a folder that only this user can read. The caller removes the
  /// folder when the program is done with it, or leaves that to the system's cleaning of temporary files.
  public func temporaryCopy(_ file: StoredFile) throws -> String {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/vanthu-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileRefusal.unwritable(root) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let name = StoredFile.safeName(file.name)
    let path = "\(folder)/\(name.isEmpty ? String(file.sha256.prefix(12)) : name)"
    do { try save(file, to: path) } catch {
      rmdir(folder)
      throw error
    }
    return path
  }
}
