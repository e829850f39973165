import GRDB
import Records

extension OfficeTransaction {
  /// Returns the position up to which the mailbox has been received, and the digest up to there; `nil` if it is not
  /// known yet.
  public func mailboxPlace() throws -> (position: Int, digest: UInt64?) {
    let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT cursor, digest FROM hub"))
    return (row?[0] ?? 0, (row?[1] as Int64?).map { UInt64(bitPattern: $0) })
  }

  /// Records that the mailbox has been received up to this position, and the digest up to there.
  public func settle(at position: Int, _ digest: UInt64?) throws {
    let before = try mailboxPlace().position
    try db.cachedStatement(sql: "UPDATE hub SET cursor = ?, digest = ?")
      .execute(arguments: [position, digest.map { Int64(bitPattern: $0) }])
    if position < before { try awaitNaming() }
  }
}

extension Office {
  /// Returns the contents of this station's own documents that the hub has not said it stores, the smallest first:
  /// those it lacks, and those of entries it has not acknowledged.
  public func unsentContents() throws -> [AwaitedContent] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT c.sha256, c.size FROM content c
          WHERE c.sha256 IN (SELECT sha256 FROM lacking) OR c.sha256 IN (
            SELECT json_extract(j.act, '\(ActName.attached.path).file.sha256') FROM journal j
            WHERE j.station = (SELECT id FROM station) AND j.sequence > ifnull(
              (SELECT a.sequence FROM acknowledged a WHERE a.station = j.station AND a.epoch = j.epoch), 0)
            AND json_extract(j.act, '\(ActName.attached.path).file.sha256') IS NOT NULL)
          ORDER BY c.size, c.sha256
          """
      ).map { AwaitedContent(sha256: $0[0], size: $0[1], begun: [:]) }
    }
  }
}
