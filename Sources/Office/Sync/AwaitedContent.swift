import GRDB
import Records

/// A content that this office lacks, and how much of each piece is here.
///
/// Its size is the largest that was stated. If the hub has sent more than that, it is false: such a content is not
/// requested until an entry states a larger size.
public struct AwaitedContent: Equatable, Sendable {
  public var sha256: String
  /// Bytes; at least one.
  public var size: Int
  /// Bytes that have arrived, by piece; a piece that is not named has not begun.
  public var begun: [Int: Int]
  /// Its place among the contents of an office that sent it: 1, 2, 3 …, the one that was requested in vain least often
  /// first.
  var turn = 1
  /// Whether an urgent document names it.
  public var isUrgent = false
  /// Whether it is lost where it was attached, by what those say who attached it to each document that names it.
  public var isLost = false

  /// Bytes that have not arrived.
  public var missing: Int { max(0, size - come) }

  private var come: Int { begun.values.reduce(0, +) }

  /// How many pieces it has, and which of them are incomplete. If it is complete at its stated size but does not have
  /// its hash, there may be more of it: then what follows its end is missing. `nil` if so much is here that there is no
  /// place to continue from.
  public var pieces: (count: Int, missing: [Int])? {
    guard come <= size, begun.allSatisfy({ $0.value <= Contents.length(of: $0.key, in: size) }) else { return nil }
    guard missing > 0 else {
      let last = size / Contents.pieceLength
      return (last + 1, [last])
    }
    let count = Contents.pieces(of: size)
    return (count, (0..<count).filter { begun[$0] ?? 0 < Contents.length(of: $0, in: size) })
  }

  /// Returns all of them, the most urgent first.
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
        begun: Dictionary(uniqueKeysWithValues: begun.map { ($0[0] as Int, $0[1] as Int) }), turn: row[2],
        isUrgent: row[3] == 0, isLost: try Contents(db).isLost(row[0]))
    }
  }
}
