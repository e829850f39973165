import Foundation
import GRDB
import Records

/// The result of storing some bytes of a content.
public struct ArrivedPiece: Equatable, Sendable {
  /// Whether some of them were stored: not if all were here already, or the content is not awaited.
  public var isNew = false
  /// Whether the content is complete now, and has its hash.
  public var isWhole = false
  /// Whether there are more of them than the largest stated size allows.
  public var isBeyond = false

  public init() {}

  init(isNew: Bool = false, isBeyond: Bool = false) { (self.isNew, self.isBeyond) = (isNew, isBeyond) }
}

extension OfficeTransaction {
  /// Stores some bytes of a piece of a content that this office lacks, at their place. Bytes after a gap are ignored,
  /// and so are bytes beyond the largest stated size: that is a sender's claim, and the hub may know better.
  public func receive(
    piece position: Int, at offset: Int, of sha256: String, _ bytes: [UInt8]
  ) throws -> ArrivedPiece {
    let sizes = try wantedSizes(of: sha256)
    guard !bytes.isEmpty, let most = sizes.last, (0...most / Contents.pieceLength).contains(position),
      offset + bytes.count <= Contents.pieceLength
    else { return ArrivedPiece() }
    let known =
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT bytes FROM arriving WHERE sha256 = ? AND position = ?"),
        arguments: [sha256, position]) ?? Data()
    let length = Contents.length(of: position, in: most)
    guard offset <= known.count else { return ArrivedPiece() }
    var arrived = ArrivedPiece(isBeyond: offset + bytes.count > length)
    let new = bytes.prefix(max(0, length - offset)).dropFirst(known.count - offset)
    guard !new.isEmpty else { return arrived }
    let piece = known + new
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO arriving (sha256, position, bytes) VALUES (?, ?, ?)")
      .execute(arguments: [sha256, position, piece])
    arrived.isNew = true
    arrived.isWhole = try sizes.contains { size in
      try Contents.length(of: position, in: size) == piece.count && settle(sha256, size)
    }
    return arrived
  }

  /// Returns the sizes stated for it, the smallest first: two offices may state different sizes of one content, and one
  /// of them is right.
  private func wantedSizes(of sha256: String) throws -> [Int] {
    try Int.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT size FROM attachment a WHERE sha256 = ?1 AND size <= ?2
            AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = a.sha256) ORDER BY size
          """), arguments: [sha256, StoredFile.longestCarried])
  }

  /// Checks the arrived contents that these documents name. All of a content may have arrived before its right size was
  /// stated, while somebody claimed a false one: it is not sent again, so it is checked when a line names it again.
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

  /// Records what the hub sent of the contents it was asked for, in an answer that it has proved to be its own.
  ///
  /// Contents of which it sent nothing are requested after the others from now on. If it sent more than the largest
  /// stated size of a content, no stated size is right. A content that reached its size but does not have its hash, and
  /// of which the hub has not a byte more, was damaged on the way and is discarded.
  ///
  /// - Returns: the discarded contents, to be requested again.
  public func update(requested asked: [String], given: Set<String>, longer: Set<String>) throws -> Set<String> {
    let ask = try db.cachedStatement(
      sql: """
        INSERT INTO asked (sha256, inVain) VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET inVain = CASE ?2 WHEN 0 THEN 0 ELSE inVain + 1 END
        """)
    for sha256 in asked { try ask.execute(arguments: [sha256, given.contains(sha256) ? 0 : 1]) }
    for sha256 in longer.sorted() {
      try db.execute(
        sql: "INSERT INTO asked (sha256, isLonger) VALUES (?, 1) ON CONFLICT DO UPDATE SET isLonger = 1",
        arguments: [sha256])
    }
    let spoilt = try String.fetchSet(
      db.cachedStatement(
        sql: """
          SELECT sha256 FROM arriving r WHERE NOT EXISTS (SELECT 1 FROM asked k WHERE k.sha256 = r.sha256 AND isLonger)
          GROUP BY sha256 HAVING sum(length(bytes)) >=
            (SELECT max(size) FROM attachment a WHERE a.sha256 = r.sha256 AND size <= ?)
          """), arguments: [StoredFile.longestCarried]
    ).subtracting(given)
    for sha256 in spoilt.sorted() {
      try db.execute(sql: "DELETE FROM arriving WHERE sha256 = ?", arguments: [sha256])
    }
    return spoilt
  }

  /// Moves the content from `arriving` to `content` if it is complete at this size and has its hash.
  private func settle(_ sha256: String, _ size: Int) throws -> Bool {
    let come = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT count(*), sum(length(bytes)) FROM arriving WHERE sha256 = ?"),
      arguments: [sha256])!
    guard come[0] == Contents.pieces(of: size), come[1] == size else { return false }
    var hash = SHA256()
    let rows = try Row.fetchCursor(
      db, sql: "SELECT bytes FROM arriving WHERE sha256 = ? ORDER BY position", arguments: [sha256])
    while let row = try rows.next() { hash.update([UInt8](row[0] as Data)) }
    guard hash.finish().description == sha256 else { return false }
    try db.execute(sql: "INSERT INTO content (sha256, size) VALUES (?, ?)", arguments: [sha256, size])
    try db.execute(
      sql: "INSERT INTO piece (sha256, position, bytes) SELECT sha256, position, bytes FROM arriving WHERE sha256 = ?",
      arguments: [sha256])
    try db.execute(sql: "DELETE FROM arriving WHERE sha256 = ?", arguments: [sha256])
    try db.execute(sql: "DELETE FROM asked WHERE sha256 = ?", arguments: [sha256])
    return true
  }
}

extension Office {
  /// Returns a piece of a content that is stored here; `nil` if it is not.
  public func piece(_ position: Int, of sha256: String) throws -> [UInt8]? {
    try read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT bytes FROM piece WHERE sha256 = ? AND position = ?"),
        arguments: [sha256, position]
      ).map(Array.init)
    }
  }

  /// Returns the size of a content that is stored here, in bytes; `nil` if it is not.
  public func size(of sha256: String) throws -> Int? {
    try read { try Int.fetchOne($0, sql: "SELECT size FROM content WHERE sha256 = ?", arguments: [sha256]) }
  }
}
