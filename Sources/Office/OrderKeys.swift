import Foundation
import GRDB
import Records
import Vietnamese

/// What SQLite sorts registers by: keys whose bytes are the dictionary's order (`Vietnamese.wordSortKey`), beside the texts
/// they were made of.
///
/// They are cut, because they stand in an index too: what is the same so far counts as the same and goes on by day, newest
/// first. A subject is told apart by its first 48 bytes (ten to twelve words), an agency by about as many.
enum OrderKeys {
  /// What has no text stands behind everything that has.
  static let none = Data([0xFF])

  /// The agency of an incoming document, the addressees of an outgoing one: `Ủy ban nhân dân` stands at `UBND`.
  static func organ(_ name: String) -> Data { key(wordSortKey(OrganDirectory.abbreviated(name), most: 48)) }

  static func type(_ name: String) -> Data { key(wordSortKey(name, most: 24)) }

  /// Without `V/v` and `Về việc`, with which nearly all begin.
  static func subject(_ text: String) -> Data {
    let key = wordSortKey(text, most: 60)
    let opening = openings.first { key.starts(with: $0) && key.count > $0.count }?.count ?? 0
    return self.key(Array(key.dropFirst(opening).prefix(48)))
  }

  static func signer(_ name: String?) -> Data { key(name.map { personWordSortKey($0, most: 32) } ?? []) }

  private static let openings = ["V/v", "Về việc"].map { wordSortKey($0 + " a").dropLast() }.map(Array.init)

  private static func key(_ bytes: [UInt8]) -> Data { bytes.isEmpty ? none : Data(bytes) }
}

/// The migration `orders`: keys for lines that are there, then the indexes that walk registers by them.
///
/// An index for each book of each order, of registered lines only: its entries hold the key and the identifier, newest first
/// among equals, so that a page of a sorted register is a short walk from where the last one ended.
enum OrdersMigration {
  static let columns = ["organOrder", "typeOrder", "subjectOrder", "signerOrder"]

  static func run(_ db: Database) throws {
    for column in columns {
      try db.execute(sql: "ALTER TABLE document ADD COLUMN \(column) BLOB NOT NULL DEFAULT x'ff'")
    }
    try fill(db)
    for direction in Book.Direction.allCases {
      for column in columns {
        try db.execute(
          sql: """
            CREATE INDEX \(index(direction, column)) ON document (\(column), id DESC)
              WHERE direction = '\(direction.rawValue)' AND book IS NOT NULL
            """)
      }
    }
  }

  static func index(_ direction: Book.Direction, _ column: String) -> String {
    "document_\(direction.rawValue)_\(column)"
  }

  private static func fill(_ db: Database) throws {
    let update = try db.makeStatement(
      sql: "UPDATE document SET organOrder = ?, typeOrder = ?, subjectOrder = ?, signerOrder = ? WHERE id = ?")
    var last = Int64.min
    while true {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id, CASE direction WHEN 'incoming' THEN organName ELSE toPlaces END, typeName, subject, signerName
            FROM document WHERE id > ? ORDER BY id LIMIT 1000
            """), arguments: [last])
      guard let end = rows.last else { return }
      for row in rows {
        try update.execute(arguments: [
          OrderKeys.organ(row[1]), OrderKeys.type(row[2]), OrderKeys.subject(row[3]), OrderKeys.signer(row[4]),
          row[0] as Int64,
        ])
      }
      last = end[0]
    }
  }
}
