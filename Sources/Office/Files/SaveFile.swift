import Glibc
import Records

extension Office {
  /// Writes the content of a file to `path`: all of it, checked against its SHA-256 and safe on the disk, or nothing.
  ///
  /// - Parameter overwriting: whether a file that is there may be replaced.
  public func save(_ file: StoredFile, to path: String, overwriting: Bool = false) throws {
    let part = try Office.part(for: path, overwriting)
    try read { db in try Contents(db).read(file) { try part.write($0) } }
    try part.finish(overwriting: overwriting)
  }

  /// The same with bytes that are no content of the office: a message made of one of its documents.
  public static func save(_ bytes: [UInt8], to path: String, overwriting: Bool = false) throws {
    let part = try part(for: path, overwriting)
    try part.write(bytes)
    try part.finish(overwriting: overwriting)
  }

  /// The whole content of a file, checked against its SHA-256.
  public func bytes(of file: StoredFile) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size)
    try read { db in try Contents(db).read(file) { bytes += $0 } }
    return bytes
  }

  private static func part(for path: String, _ overwriting: Bool) throws -> PartFile {
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw FileRefusal.folder(path) }
      if !overwriting { throw FileRefusal.exists(path) }
    }
    return try PartFile(for: path)
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
