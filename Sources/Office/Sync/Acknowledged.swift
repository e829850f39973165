import Foundation
import GRDB
import Records

/// How far the hub holds a journal of this office.
public struct Acknowledged: Equatable, Sendable {
  public var station: String
  public var epoch: Int
  public var sequence: Int

  public init(station: String, epoch: Int, sequence: Int) {
    self.station = station
    self.epoch = epoch
    self.sequence = sequence
  }
}

extension Office {
  public func acknowledged() throws -> [Acknowledged] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT station, epoch, sequence FROM acknowledged ORDER BY station, epoch").map {
        Acknowledged(station: $0[0], epoch: $0[1], sequence: $0[2])
      }
    }
  }

  /// What is still to be told: entries of this station that the hub has not acknowledged, and contents it lacks.
  public func unsent() throws -> (entries: Int, files: Int) {
    try read { db in
      let entries = try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM journal j
          WHERE station = (SELECT id FROM station) AND sequence > ifnull(
            (SELECT a.sequence FROM acknowledged a WHERE a.station = j.station AND a.epoch = j.epoch), 0)
          """)!
      return (entries, try Int.fetchOne(db, sql: "SELECT count(*) FROM lacking")!)
    }
  }

  /// Contents that were named and have not come yet, the most urgent document's first.
  public func awaited() throws -> [AwaitedContent] { try read { try AwaitedContent.all($0) } }
}

/// A content this office lacks, and how much of each piece is here.
///
/// Its size is the largest that was said of it. One of which more bytes have come already is false: such a content is awaited from
/// nobody, until somebody says a larger one.
public struct AwaitedContent: Equatable, Sendable {
  public var sha256: String
  /// Bytes.
  public var size: Int
  /// Bytes that have come, by piece; a piece that is not named has not begun.
  public var begun: [Int: Int]

  /// Bytes that have not come.
  public var missing: Int { size - begun.values.reduce(0, +) }

  /// How many pieces of it there are, and which of them are not all here. Where all is here that was said to come, and is not what the hash
  /// says, there may be more of it: then what is behind its end is missing.
  public var pieces: (count: Int, missing: [Int]) {
    guard missing > 0 else {
      let last = size / Contents.pieceLength
      return (last + 1, [last])
    }
    let count = Contents.pieces(of: size)
    return (count, (0..<count).filter { begun[$0] ?? 0 < Contents.length(of: $0, in: size) })
  }

  static func all(_ db: Database) throws -> [AwaitedContent] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT a.sha256, max(a.size) AS size, min(CASE d.urgency WHEN 'thuong' THEN 1 ELSE 0 END) AS rank
        FROM attachment a JOIN document d ON d.id = a.document
        WHERE a.size <= ? AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = a.sha256)
        GROUP BY a.sha256
        HAVING max(a.size) >= ifnull((SELECT sum(length(r.bytes)) FROM arriving r WHERE r.sha256 = a.sha256), 0)
        ORDER BY rank, size, a.sha256
        """, arguments: [StoredFile.longestCarried]
    ).map { row in
      let begun = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT position, length(bytes) FROM arriving WHERE sha256 = ?"),
        arguments: [row[0] as String])
      return AwaitedContent(
        sha256: row[0], size: row[1],
        begun: Dictionary(uniqueKeysWithValues: begun.map { ($0[0] as Int, $0[1] as Int) }))
    }
  }
}

extension Desk {
  /// The hub's signed word that it holds a journal so far.
  public func acknowledged(_ held: Acknowledged, time: Int, receipt: [UInt8]?) throws {
    try db.execute(
      sql: """
        INSERT INTO acknowledged (station, epoch, sequence, time, receipt) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (station, epoch) DO UPDATE SET
          sequence = excluded.sequence, time = excluded.time, receipt = ifnull(excluded.receipt, receipt)
        """, arguments: [held.station, held.epoch, held.sequence, time, receipt?.data])
  }

  /// The contents the hub lacks, all of them.
  public func lacking(_ contents: [String]) throws {
    let known = try Set(String.fetchAll(db, sql: "SELECT sha256 FROM lacking"))
    guard known != Set(contents) else { return }
    try db.execute(sql: "DELETE FROM lacking")
    for sha256 in Set(contents) {
      try db.execute(sql: "INSERT INTO lacking (sha256) VALUES (?)", arguments: [sha256])
    }
  }

  /// An entry of this office that the hub holds and passed on to nobody, and why.
  public func returned(_ entry: EntryReference, position: Int, code: String, vietnamese: String, english: String) throws
  {
    try db.execute(
      sql: "INSERT OR IGNORE INTO notice (position, entry, code, vietnamese, english) VALUES (?, ?, ?, ?, ?)",
      arguments: [position, entry.description, code, vietnamese, english])
  }
}
