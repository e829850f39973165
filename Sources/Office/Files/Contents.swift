import Foundation
import GRDB
import Records

/// The contents of files, each stored once under its SHA-256, in pieces that can be read or sent separately.
struct Contents {
  static let pieceLength = 65_536

  static func pieces(of size: Int) -> Int { (size + pieceLength - 1) / pieceLength }

  /// Returns the length in bytes of a piece of a content with this size; 0 after its end.
  static func length(of piece: Int, in size: Int) -> Int { max(0, min(pieceLength, size - piece * pieceLength)) }

  let db: Database

  init(_ db: Database) { self.db = db }

  struct Stored: Equatable {
    var sha256: String
    var size: Int
    var mediaType: String
  }

  /// Stores the content of a file, unless it is stored already.
  func store(_ file: FileReading) throws -> Stored {
    var (hash, beginning) = (SHA256(), [UInt8]())
    try file.pieces(of: Contents.pieceLength) { piece in
      hash.update(piece)
      if beginning.isEmpty { beginning = piece }
    }
    let sha256 = hash.finish().description
    let stored = Stored(sha256: sha256, size: file.size, mediaType: MediaType.of(beginning))
    if try !holds(sha256) { try write(file, as: stored) }
    return stored
  }

  func holds(_ sha256: String) throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM content WHERE sha256 = ?)"
    return try Bool.fetchOne(db.cachedStatement(sql: sql), arguments: [sha256])!
  }

  private func write(_ file: FileReading, as stored: Stored) throws {
    try db.execute(sql: "INSERT INTO content (sha256, size) VALUES (?, ?)", arguments: [stored.sha256, stored.size])
    let insertion = try db.cachedStatement(sql: "INSERT INTO piece (sha256, position, bytes) VALUES (?, ?, ?)")
    var (hash, position) = (SHA256(), 0)
    try file.pieces(of: Contents.pieceLength) { piece in
      hash.update(piece)
      try insertion.execute(arguments: [stored.sha256, position, piece.data])
      position += 1
    }
    try db.execute(sql: "DELETE FROM arriving WHERE sha256 = ?", arguments: [stored.sha256])
    // The second pass must have read the same bytes as the first.
    guard hash.finish().description == stored.sha256 else { throw FileRefusal.changed(file.path) }
  }

  /// Deletes the contents of documents that were withdrawn, and what has arrived of them, unless another document has
  /// them. Withdrawing a document only lists them (`unneeded`): while registers are made again, the other document may
  /// not be there yet.
  func destroyUnneeded() throws {
    let documents = try Int64.fetchAll(db.cachedStatement(sql: "SELECT document FROM unneeded"))
    guard !documents.isEmpty else { return }
    let files = try documents.flatMap { try Journal(db).entries(about: $0).flatMap(\.entry.act.filesNamed) }
    for sha256 in Set(files.map(\.sha256)).sorted() {
      let isUsed = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ?)"), arguments: [sha256])!
      if isUsed { continue }
      for table in ["piece", "content", "fileText", "arriving", "asked"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE sha256 = ?", arguments: [sha256])
      }
    }
    try db.execute(sql: "DELETE FROM unneeded")
  }

  /// Passes a content to `body` piece by piece, and checks at the end that it is the one that was stored.
  ///
  /// - Throws: `FileRefusal.underway`, `.missingContent`, `.damagedContent` with the file's name.
  func read(_ file: StoredFile, _ body: ([UInt8]) throws -> Void) throws {
    if let awaited = try awaited(file) { throw FileRefusal.underway(file.name, awaited) }
    guard try holds(file.sha256) else { throw FileRefusal.missingContent(file.name) }
    let pieces = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT bytes FROM piece WHERE sha256 = ? ORDER BY position"), arguments: [file.sha256])
    var hash = SHA256()
    while let row = try pieces.next() {
      let piece = [UInt8](row[0] as Data)
      hash.update(piece)
      try body(piece)
    }
    guard hash.finish().description == file.sha256 else { throw FileRefusal.damagedContent(file.name) }
  }
}

extension Act {
  /// The files that it attaches to a line, or that came with a document that was merged into it.
  fileprivate var filesNamed: [StoredFile] {
    if case .merged(let act) = self { act.files ?? [] } else { body.attached }
  }
}
