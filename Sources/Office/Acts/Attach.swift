import DurableFile
import GRDB
import Records
import Vietnamese
import Wording

/// Attached files: their contents are stored in the office's own file, so that one backup holds everything.
extension OfficeTransaction {
  /// Đính kèm: attaches a file. Its content is stored under its SHA-256, once, however many documents it is attached
  /// to. If the document names the file already and only its content is missing, that is all that is stored.
  ///
  /// - Parameters:
  ///   - path: the file: a regular one, not empty, of at most 512 MB, that is not written to meanwhile.
  ///   - name: its name here; the file's own name if nil. If the document already has a file of that name, `(2)` is
  ///     added.
  /// - Throws: `FileRefusal`, and nothing is stored.
  @discardableResult
  public func attach(_ line: DocumentLine, file path: String, name: String? = nil) throws -> DocumentLine {
    let line = try current(line)
    guard line.state != .withdrawn, line.state != .voided || line.direction == .incoming else {
      throw HandlingRefusal.wrongState(line.reference, Bilingual("đính kèm tệp", "given files"), line.state)
    }
    let made = try line.made()
    let taken = try StoredFile.beside(line.id, db)
    let title = try attachmentName(
      name ?? SystemPath.shown(Folder.name(of: path)), taken: taken.map(\.name))
    var result = line
    try db.inSavepoint {
      let before = try taken.filter { try Contents(db).holds($0.sha256) }.map(\.sha256)
      let content = try Contents(db).store(try FileReading(path))
      if let known = taken.first(where: { $0.sha256 == content.sha256 }) {
        guard !before.contains(known.sha256) else { throw FileRefusal.attachedAlready(path, as: known.name) }
        touch(line.id)
        return .commit
      }
      let file = StoredFile(name: title, sha256: content.sha256, size: content.size, mediaType: content.mediaType)
      result = try changed(line, .attached(.init(document: made, file: file)))
      return .commit
    }
    return result
  }

  private func attachmentName(_ typed: String, taken: [String]) throws -> String {
    let name = StoredFile.safeName(typed)
    try FieldLimits.check(name, Bilingual("tên tệp", "file's name"), 1...200)
    guard taken.contains(name) else { return name }
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    return (2...).lazy.map { "\(name[..<dot]) (\($0))\(name[dot...])" }.first { !taken.contains($0) }!
  }
}

extension Acts.Attached: LineChange {
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.attach(id, [file])
  }

  func applyForeign(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.attach(id, [file])
  }

  func applyAgreed(_ id: Int64, in registers: Registers) throws { try registers.attach(id, [file]) }

  func undoAgreed(_ id: Int64, in registers: Registers) throws { try registers.detach(id, file.sha256) }
}
