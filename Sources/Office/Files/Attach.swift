import DurableFile
import GRDB
import Records
import Vietnamese
import Wording

/// Files beside a document: their contents live in the office's own file, so that one backup holds everything.
extension Desk {
  /// Đính kèm a file. Its content is stored under its SHA-256, once, however many documents it lies beside.
  ///
  /// - Parameters:
  ///   - path: the file; a regular one, not empty, of at most 512 MB, that nobody writes to meanwhile.
  ///   - name: how it is called here; the file's own name when nil. A name the document has already gets `(2)`.
  /// - Throws: `FileRefusal`, and nothing is stored.
  @discardableResult
  public func attach(_ line: DocumentLine, file path: String, name: String? = nil) throws -> DocumentLine {
    let line = try current(line)
    guard line.state != .withdrawn else {
      throw HandlingRefusal.wrongState(line.reference, Words("đính kèm tệp", "given files"), line.state)
    }
    let made = try line.made()
    let taken = try StoredFile.beside(line.id, db)
    let title = try attachmentName(
      name ?? SystemPath.shown(Folder.name(of: path)), taken: taken.map(\.name))
    var result = line
    try db.inSavepoint {
      let content = try Contents(db).store(try FileReading(path))
      if let known = taken.first(where: { $0.sha256 == content.sha256 }) {
        throw FileRefusal.attachedAlready(path, as: known.name)
      }
      let file = StoredFile(name: title, sha256: content.sha256, size: content.size, mediaType: content.mediaType)
      result = try changed(line, .attached(document: made, file: file))
      return .commit
    }
    return result
  }

  /// Gỡ a file from a document, by its name or the beginning of its SHA-256 (6 digits at least). The content stays stored:
  /// the act can be undone.
  @discardableResult
  public func detach(_ line: DocumentLine, _ typed: String, reason: String? = nil) throws -> DocumentLine {
    let line = try current(line)
    try Limits.check(reason, Words("lý do", "reason"), 0...500)
    let file = try StoredFile.named(typed, beside: line, db)
    return try changed(line, .detached(document: try line.made(), sha256: file.sha256, reason: reason))
  }

  private func attachmentName(_ typed: String, taken: [String]) throws -> String {
    let name = StoredFile.safeName(typed)
    try Limits.check(name, Words("tên tệp", "file's name"), 1...200)
    guard taken.contains(name) else { return name }
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    return (2...).lazy.map { "\(name[..<dot]) (\($0))\(name[dot...])" }.first { !taken.contains($0) }!
  }
}

extension Office {
  /// The file beside a document that a clerk names: by its name, in any spelling, or the beginning of its SHA-256.
  public func file(_ typed: String, beside line: DocumentLine) throws -> StoredFile {
    try read { try StoredFile.named(typed, beside: line, $0) }
  }
}

extension StoredFile {
  static func beside(_ document: Int64, _ db: Database) throws -> [StoredFile] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT name, sha256, size, mediaType FROM attachment WHERE document = ? ORDER BY name"),
      arguments: [document]
    ).map { StoredFile(name: $0[0], sha256: $0[1], size: $0[2], mediaType: $0[3]) }
  }

  fileprivate static func named(_ typed: String, beside line: DocumentLine, _ db: Database) throws -> StoredFile {
    let (name, files) = (composed(typed), try beside(line.id, db))
    let file =
      files.first { $0.name == name } ?? files.first { toneKey($0.name) == toneKey(name) }
      ?? (name.count >= 6 ? files.first { $0.sha256.hasPrefix(name.lowercased()) } : nil)
    guard let file else { throw FileRefusal.noSuchFile(name, line.reference, files.map(\.name)) }
    return file
  }

  /// A name that is one visible line and no path.
  static func safeName(_ typed: String) -> String {
    let name = cleaned(typed).map { $0 == "/" || $0 == "\\" ? "_" : $0 }
    return String(name.drop { $0 == "." })
  }
}
