import GRDB
import Records

/// A content this office lacks, and how much of each piece is here.
///
/// Its size is the largest that was said of it. One of which the hub has given more is false: such a content is awaited from nobody, until
/// somebody says a larger one.
public struct AwaitedContent: Equatable, Sendable {
  public var sha256: String
  /// Bytes; at least one.
  public var size: Int
  /// Bytes that have come, by piece; a piece that is not named has not begun.
  public var begun: [Int: Int]
  /// Its place among the contents of an office that sent it, the one that was asked for in vain least often first: 1, 2, 3 …
  var turn = 1

  /// Bytes that have not come.
  public var missing: Int { max(0, size - come) }

  private var come: Int { begun.values.reduce(0, +) }

  /// How many pieces of it there are, and which of them are not all here. Where all is here that was said to come, and is not what the hash
  /// says, there may be more of it: then what is behind its end is missing. `nil` where more is here than can be asked to go on from.
  public var pieces: (count: Int, missing: [Int])? {
    guard come <= size, begun.allSatisfy({ $0.value <= Contents.length(of: $0.key, in: size) }) else { return nil }
    guard missing > 0 else {
      let last = size / Contents.pieceLength
      return (last + 1, [last])
    }
    let count = Contents.pieces(of: size)
    return (count, (0..<count).filter { begun[$0] ?? 0 < Contents.length(of: $0, in: size) })
  }

  /// The most urgent first.
  static func all(_ db: Database) throws -> [AwaitedContent] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          WITH named AS (
            SELECT a.sha256, ifnull(d.sender, '') AS sender, max(a.size) AS size,
              min(CASE d.urgency WHEN 'thuong' THEN 1 ELSE 0 END) AS rank
            FROM attachment a JOIN document d ON d.id = a.document
            WHERE a.size BETWEEN 1 AND ? AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = a.sha256)
            GROUP BY a.sha256, ifnull(d.sender, '')),
          turns AS (
            SELECT n.*, ifnull(k.isLonger, 0) AS isLonger,
              row_number() OVER (PARTITION BY sender ORDER BY ifnull(k.inVain, 0), rank, size, sha256) AS turn
            FROM named n LEFT JOIN asked k USING (sha256))
          SELECT sha256, max(size) AS size, min(turn) AS turn, min(rank) AS rank FROM turns t
          GROUP BY sha256
          HAVING NOT max(isLonger)
            OR max(size) > ifnull((SELECT sum(length(r.bytes)) FROM arriving r WHERE r.sha256 = t.sha256), 0)
          ORDER BY min(rank), max(size), sha256
          """), arguments: [StoredFile.longestCarried]
    ).map { row in
      let begun = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT position, length(bytes) FROM arriving WHERE sha256 = ?"),
        arguments: [row[0] as String])
      return AwaitedContent(
        sha256: row[0], size: row[1],
        begun: Dictionary(uniqueKeysWithValues: begun.map { ($0[0] as Int, $0[1] as Int) }), turn: row[2])
    }
  }
}
