import Foundation
import GRDB
import Records

/// What became of bytes that were given.
public enum ArrivedPiece: Equatable, Sendable {
  /// They are here already, nobody here wants them, or they begin behind what has come.
  case passedOver
  case kept
  /// With them all of the content is here, and it has its hash.
  case whole
}

extension Desk {
  /// Some bytes of a piece of a content this office lacks; they are put where they belong.
  ///
  /// What a sender says of the size is a word, the hash is none: bytes behind the size that was said are kept as well, for they show that
  /// it is not the right one (`AwaitedContent`).
  public func take(
    piece position: Int, at offset: Int, of sha256: String, _ bytes: [UInt8]
  ) throws -> ArrivedPiece {
    let sizes = try wantedSizes(of: sha256)
    guard !bytes.isEmpty, let most = sizes.last, (0...most / Contents.pieceLength).contains(position) else {
      return .passedOver
    }
    let known =
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT bytes FROM arriving WHERE sha256 = ? AND position = ?"),
        arguments: [sha256, position]) ?? Data()
    guard offset <= known.count, offset + bytes.count > known.count, offset + bytes.count <= Contents.pieceLength
    else {
      return .passedOver
    }
    let piece = known + bytes.dropFirst(known.count - offset)
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO arriving (sha256, position, bytes) VALUES (?, ?, ?)")
      .execute(arguments: [sha256, position, piece])
    let isWhole = try sizes.contains { size in
      try Contents.length(of: position, in: size) == piece.count && settle(sha256, size)
    }
    return isWhole ? .whole : .kept
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
      for row in named { _ = try settle(row[0], row[1]) }
    }
  }

  /// Throws away what came to the size that was said, is not what its hash says, and of which the hub had no byte more when it was asked:
  /// it was spoilt on its way, and is asked for anew.
  ///
  /// - Parameter given: contents of which bytes came in the hub's last answer.
  public func throwAwaySpoilt(besides given: Set<String>) throws {
    let spoilt = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT sha256 FROM arriving r GROUP BY sha256 HAVING sum(length(bytes)) =
            (SELECT max(size) FROM attachment a WHERE a.sha256 = r.sha256 AND size <= ?)
          """), arguments: [StoredFile.longestCarried])
    for sha256 in spoilt where !given.contains(sha256) {
      try db.execute(sql: "DELETE FROM arriving WHERE sha256 = ?", arguments: [sha256])
    }
  }

  /// Takes the content over when all of it is here.
  private func settle(_ sha256: String, _ size: Int) throws -> Bool {
    let come = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT count(*), sum(length(bytes)) FROM arriving WHERE sha256 = ?"),
      arguments: [sha256])!
    guard come[0] == Contents.pieces(of: size), come[1] == size else { return false }
    var hash = SHA256()
    let rows = try Row.fetchCursor(
      db, sql: "SELECT bytes FROM arriving WHERE sha256 = ? ORDER BY position", arguments: [sha256])
    while let row = try rows.next() { hash.update([UInt8](row[0] as Data)) }
    guard hash.finish().hexadecimal == sha256 else { return false }
    try db.execute(sql: "INSERT INTO content (sha256, size) VALUES (?, ?)", arguments: [sha256, size])
    try db.execute(
      sql: "INSERT INTO piece (sha256, position, bytes) SELECT sha256, position, bytes FROM arriving WHERE sha256 = ?",
      arguments: [sha256])
    try db.execute(sql: "DELETE FROM arriving WHERE sha256 = ?", arguments: [sha256])
    return true
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
