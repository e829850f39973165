import GRDB
import Records

extension Desk {
  /// The mailbox has been taken up to here, if nothing before it is missing.
  ///
  /// - Returns: whether the place is new.
  public func advance(to position: Int) throws -> Bool {
    try db.cachedStatement(sql: "UPDATE hub SET cursor = ?1 WHERE cursor = ?1 - 1").execute(arguments: [position])
    return db.changesCount > 0
  }
}

extension Office {
  /// Contents of this station's own documents that the hub has not said it holds, the smallest first: those it lacks, and those of
  /// entries it has not acknowledged.
  public func unsentContents() throws -> [AwaitedContent] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT c.sha256, c.size FROM content c
          WHERE c.sha256 IN (SELECT sha256 FROM lacking) OR c.sha256 IN (
            SELECT json_extract(j.act, '$.attached.file.sha256') FROM journal j
            WHERE j.station = (SELECT id FROM station) AND j.sequence > ifnull(
              (SELECT a.sequence FROM acknowledged a WHERE a.station = j.station AND a.epoch = j.epoch), 0)
            AND json_extract(j.act, '$.attached.file.sha256') IS NOT NULL)
          ORDER BY c.size, c.sha256
          """
      ).map { AwaitedContent(sha256: $0[0], size: $0[1], begun: [:]) }
    }
  }
}
