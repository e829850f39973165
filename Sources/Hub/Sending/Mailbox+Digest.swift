import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

extension Mailbox {
  /// The digest of the mailbox up to a position; `nil` after the end.
  static func digest(of organ: Organ.ID, at position: Int, _ db: Database) throws -> MailboxDigest? {
    guard position > 0 else { return .empty }
    return try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT digest FROM mailboxes WHERE organ = ? AND position = ?"),
      arguments: [organ, position]
    ).map(MailboxDigest.init(stored:))
  }

  /// The digest up to the next position, once this entry is put there.
  static func digest(putting entry: Int, into organ: Organ.ID, code: String?, _ db: Database) throws -> MailboxDigest {
    let before = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT digest FROM mailboxes WHERE organ = ? ORDER BY position DESC LIMIT 1"),
      arguments: [organ])
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT station, epoch, sequence, hash FROM entries WHERE place = ?"),
        arguments: [entry])
    else { throw DatabaseError.damaged }
    return try (before.map(MailboxDigest.init(stored:)) ?? .empty).adding(row, code: code)
  }

  /// Replaces an entry that fits into no delivery frame by a notice, for every station of the office.
  static func passOver(_ position: Int, of organ: Organ.ID, _ notice: NoticeKind, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE mailboxes SET code = ?, vietnamese = ?, english = ? WHERE organ = ? AND position = ?",
      arguments: [notice.code, notice.words.vietnamese, notice.words.english, organ, position])
    try settle(organ, from: position, db)
  }

  /// Computes the digests of all mailboxes, which an earlier version did not have.
  static func digestAll(_ db: Database) throws {
    for organ in try String.fetchAll(db, sql: "SELECT DISTINCT organ FROM mailboxes ORDER BY organ") {
      try settle(organ, from: 1, db)
    }
  }

  /// Numbers the items without a gap again and computes their digests, from a position on that nobody was given.
  static func settle(_ organ: Organ.ID, from position: Int, _ db: Database) throws {
    var digest = try digest(of: organ, at: position - 1, db) ?? .empty
    var (place, next) = (position, position)
    while true {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT station, epoch, sequence, hash, position, code FROM mailboxes JOIN entries ON place = entry
            WHERE organ = ? AND position >= ? ORDER BY position LIMIT 1000
            """), arguments: [organ, next])
      guard let last = rows.last else { return }
      for row in rows {
        digest = try digest.adding(row, code: row[5])
        try db.cachedStatement(sql: "UPDATE mailboxes SET position = ?, digest = ? WHERE organ = ? AND position = ?")
          .execute(arguments: [place, digest.stored, organ, row[4] as Int])
        place += 1
      }
      next = last[4] + 1
    }
  }

  /// The first position whose digest does not follow from the items before it.
  static func wrongDigest(of organ: Organ.ID, _ db: Database) throws -> Int? {
    var digest = MailboxDigest.empty
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT station, epoch, sequence, hash, position, code, digest FROM mailboxes JOIN entries ON place = entry
        WHERE organ = ? ORDER BY position
        """, arguments: [organ])
    while let row = try rows.next() {
      digest = try digest.adding(row, code: row[5])
      guard row[6] == digest.stored else { return row[4] }
    }
    return nil
  }
}

extension MailboxDigest {
  init(stored: Int64) { self.init(UInt64(bitPattern: stored)) }

  var stored: Int64 { Int64(bitPattern: value) }

  /// - Parameter row: station, epoch, sequence and hash of the entry.
  fileprivate func adding(_ row: Row, code: String?) throws -> MailboxDigest {
    let entry = try EntryReference(row)
    return try code.map { adding(notice: $0, about: entry) } ?? adding(entry, row.stored(3))
  }
}
