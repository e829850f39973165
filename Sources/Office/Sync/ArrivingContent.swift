import Foundation
import GRDB
import Records

/// What became of bytes that were given.
public struct ArrivedPiece: Equatable, Sendable {
  /// Whether some of them were kept: not all were here already, or nobody's.
  public var isNew = false
  /// Whether all of the content is here now, and has its hash.
  public var isWhole = false
  /// Whether there are more of them than any size that was said allows.
  public var isBeyond = false

  public init() {}

  init(isNew: Bool = false, isBeyond: Bool = false) { (self.isNew, self.isBeyond) = (isNew, isBeyond) }
}

extension Desk {
  /// Some bytes of a piece of a content this office lacks. They are put where they belong; what begins behind what has come is passed
  /// over, and so is what lies behind the largest size that was said: a sender's word, which the hub may know better.
  public func take(
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

  /// What the hub, in an answer it has proved to be its own, gave of the contents it was asked for.
  ///
  /// What it gave nothing of is asked for behind the others from now on. Of what it gave more than any size that was said, no size is
  /// right. What came to its size, is not what its hash says, and of which it has no byte more, was spoilt on its way and is thrown away.
  ///
  /// - Returns: what was thrown away, to be asked for anew.
  public func hear(of asked: [String], given: Set<String>, longer: Set<String>) throws -> Set<String> {
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
    try db.execute(sql: "DELETE FROM asked WHERE sha256 = ?", arguments: [sha256])
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
