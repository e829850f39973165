import Foundation
import GRDB
import Records
import Vietnamese

/// The keys by which SQLite sorts registers: their bytes have the order of the dictionary (`Vietnamese.wordSortKey`).
/// They are stored beside the texts they were made of.
///
/// They are cut, because they are in an index too: texts that are equal up to there count as equal, and are sorted by
/// day, newest first. A subject is told apart by its first 48 bytes (ten to twelve words), an agency by about as many.
enum OrderKeys {
  /// The key of a missing text: it sorts after every text.
  static let none = Data([0xFF])

  /// Returns the key of the agency of an incoming document, or of the addressees of an outgoing one: `Ủy ban nhân dân`
  /// sorts as `UBND`.
  static func organ(_ name: String) -> Data { key(wordSortKey(OrganDirectory.abbreviated(name), most: 48)) }

  static func type(_ name: String) -> Data { key(wordSortKey(name, most: 24)) }

  /// Returns the key of a subject, without `V/v` and `Về việc`, with which nearly all begin.
  static func subject(_ text: String) -> Data {
    let key = wordSortKey(text, most: 60)
    let opening = openings.first { key.starts(with: $0) && key.count > $0.count }?.count ?? 0
    return self.key(Array(key.dropFirst(opening).prefix(48)))
  }

  static func signer(_ name: String?) -> Data { key(name.map { personWordSortKey($0, most: 32) } ?? []) }

  private static let openings = ["V/v", "Về việc"].map { wordSortKey($0 + " a").dropLast() }.map(Array.init)

  private static func key(_ bytes: [UInt8]) -> Data { bytes.isEmpty ? none : Data(bytes) }
}

/// The migration `orders`: adds keys to the existing lines, then the indexes that list registers by them.
///
/// There is an index for each order in each direction, of registered lines only: its entries hold the key and the
/// identifier, newest first among equals, so that a page of a sorted register is a short walk from where the last one
/// ended.
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
