import GRDB
import Records
import RecordsSQL

/// What waits for an office, in order.
enum Mailbox {
  struct Item {
    var position: Int
    var entry: EntryReference
    /// A notice about the office's own entry; `nil` for a delivery.
    var notice: (code: String, vietnamese: String, english: String)?
  }

  /// The maximum length of a notice, in characters. Whatever is stored, a notice must fit into a frame, or the mailbox
  /// could never be delivered.
  private static let longestNotice = 1_000

  /// The stored words of a notice, cut to that length.
  static func words(_ stored: String?) -> String { cut(stored ?? "", to: longestNotice) }

  static func end(of organ: Organ.ID, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(max(position), 0) FROM mailboxes WHERE organ = ?"), arguments: [organ])
      ?? 0
  }

  /// The next items after a position.
  static func items(of organ: Organ.ID, after position: Int, limit: Int, _ db: Database) throws -> [Item] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT position, station, epoch, sequence, code, vietnamese, english
          FROM mailboxes JOIN entries ON place = entry WHERE organ = ? AND position > ? ORDER BY position LIMIT ?
          """),
      arguments: [organ, position, limit]
    ).map { row in
      let notice = (row[4] as String?).map {
        (code: $0, vietnamese: words(row[5]), english: words(row[6]))
      }
      return Item(position: row[0], entry: try EntryReference(row, from: 1), notice: notice)
    }
  }
}
