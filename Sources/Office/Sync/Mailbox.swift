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
