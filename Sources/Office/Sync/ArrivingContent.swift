import Foundation
import GRDB
import Records

extension Desk {
  /// Some bytes of a piece of a content this office lacks. They are put where they belong; what is there already, what nobody here
  /// wants, and what begins behind what has come, is passed over.
  ///
  /// - Returns: whether the content is whole now: it has come to its length and has its hash.
  public func take(piece position: Int, at offset: Int, of sha256: String, _ bytes: [UInt8]) throws -> Bool {
    let sizes = try wantedSizes(of: sha256)
    guard !bytes.isEmpty, let most = sizes.last, position < Contents.pieces(of: most) else { return false }
    let known =
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT bytes FROM arriving WHERE sha256 = ? AND position = ?"),
        arguments: [sha256, position]) ?? Data()
    guard offset <= known.count, offset + bytes.count > known.count,
      offset + bytes.count <= Contents.length(of: position, in: most)
    else {
      return false
    }
    let piece = known + bytes.dropFirst(known.count - offset)
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO arriving (sha256, position, bytes) VALUES (?, ?, ?)")
      .execute(arguments: [sha256, position, piece])
    return try sizes.contains { size in
      try Contents.length(of: position, in: size) == piece.count && settle(sha256, size, isLast: size == most)
    }
  }

  /// What is said of its size, the smallest first: two offices may say two things of one content, and one of them is right.
  private func wantedSizes(of sha256: String) throws -> [Int] {
    try Int.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT size FROM attachment a WHERE sha256 = ?1 AND size <= ?2
            AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = a.sha256) ORDER BY size
          """), arguments: [sha256, StoredFile.longestCarried])
  }

  /// All of a content may have come before anybody said its right size, under one of somebody's invention: it is not sent again, so it
  /// is looked at when a line names it anew.
  func settleArrived(of documents: Set<Int64>) throws {
    guard try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM arriving)"))! else { return }
    for document in documents.sorted() {
      let named = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT sha256, size FROM attachment a
            WHERE document = ? AND EXISTS (SELECT 1 FROM arriving r WHERE r.sha256 = a.sha256)
            """), arguments: [document])
      for row in named { _ = try settle(row[0], row[1], isLast: false) }
    }
  }

  /// Takes the content over when all of it is here. What has come to its last size and is not what its name says is thrown away.
  private func settle(_ sha256: String, _ size: Int, isLast: Bool) throws -> Bool {
    let come = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT count(*), sum(length(bytes)) FROM arriving WHERE sha256 = ?"),
      arguments: [sha256])!
    guard come[0] == Contents.pieces(of: size), come[1] == size else { return false }
    var hash = SHA256()
    let rows = try Row.fetchCursor(
      db, sql: "SELECT bytes FROM arriving WHERE sha256 = ? ORDER BY position", arguments: [sha256])
    while let row = try rows.next() { hash.update([UInt8](row[0] as Data)) }
    let isRight = hash.finish().hexadecimal == sha256
    if isRight {
      try db.execute(sql: "INSERT INTO content (sha256, size) VALUES (?, ?)", arguments: [sha256, size])
      try db.execute(
        sql:
          "INSERT INTO piece (sha256, position, bytes) SELECT sha256, position, bytes FROM arriving WHERE sha256 = ?",
        arguments: [sha256])
    }
    if isRight || isLast { try db.execute(sql: "DELETE FROM arriving WHERE sha256 = ?", arguments: [sha256]) }
    return isRight
  }
}

extension Office {
  /// A piece of a content that lies here; `nil` when it does not.
  public func piece(_ position: Int, of sha256: String) throws -> [UInt8]? {
    try read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT bytes FROM piece WHERE sha256 = ? AND position = ?"),
        arguments: [sha256, position]
      ).map(Array.init)
    }
  }

  /// The size of a content that lies here, in bytes.
  public func size(of sha256: String) throws -> Int? {
    try read { try Int.fetchOne($0, sql: "SELECT size FROM content WHERE sha256 = ?", arguments: [sha256]) }
  }
}
