import GRDB
import Records
import Vietnamese
import Wording

extension Office {
  /// Returns the file attached to a document that a clerk names: by its name, in any spelling, or by the beginning of
  /// its SHA-256.
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

  static func named(_ typed: String, beside line: DocumentLine, _ db: Database) throws -> StoredFile {
    let (name, files) = (composed(typed), try beside(line.id, db))
    let file =
      files.first { $0.name == name } ?? files.first { toneKey($0.name) == toneKey(name) }
      ?? (name.count >= 6 ? files.first { $0.sha256.hasPrefix(name.lowercased()) } : nil)
    guard let file else { throw FileRefusal.noSuchFile(name, line.reference, files.map(\.name)) }
    return file
  }

  /// Returns a name that is one visible line and not a path.
  static func safeName(_ typed: String) -> String {
    let name = cleaned(typed).map { $0 == "/" || $0 == "\\" ? "_" : $0 }
    return String(name.drop { $0 == "." })
  }
}
