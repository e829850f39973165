import DurableFile
import Records

extension Office {
  /// Writes the content of a file to `path`: complete, checked against its SHA-256 and synced to the disk, or not at
  /// all.
  ///
  /// - Parameter overwriting: whether an existing regular file may be replaced; anything else never is.
  public func save(_ file: StoredFile, to path: String, overwriting: Bool = false) throws {
    try FileRefusal.translating(path) {
      let new = try NewFile(path, replacing: overwriting ? .files : .nothing)
      try read { db in try Contents(db).read(file) { try new.write($0) } }
      try new.finish()
    }
  }

  /// Writes bytes that are no stored content, such as a message made from one of the documents.
  public static func save(_ bytes: [UInt8], to path: String, overwriting: Bool = false) throws {
    try FileRefusal.translating(path) {
      try NewFile.write(bytes, to: path, replacing: overwriting ? .files : .nothing)
    }
  }

  /// Returns the complete content of a file, checked against its SHA-256.
  public func bytes(of file: StoredFile) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size)
    try read { db in try Contents(db).read(file) { bytes += $0 } }
    return bytes
  }

  /// Makes a copy to be opened with another program, under its own name in a folder that only this user can read;
  /// returns its path. The caller removes the folder when the program is done with it, or leaves that to the system's
  /// cleaning of temporary files.
  public func temporaryCopy(_ file: StoredFile) throws -> String {
    let folder = try FileRefusal.translating("TMPDIR") { try Folder.makePrivate() }
    let name = StoredFile.safeName(file.name)
    let path = "\(folder)/\(name.isEmpty ? String(file.sha256.prefix(12)) : name)"
    do { try save(file, to: path) } catch {
      Folder.removePrivate(folder)
      throw error
    }
    return path
  }
}
