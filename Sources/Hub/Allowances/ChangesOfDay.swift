import GRDB
import Records
import RecordsSQL

/// How often one document is changed in a day. Each of its readers rebuilds its line from all changes, so that
/// unlimited changes would cost them more with each.
enum ChangesOfDay {
  /// Counts the changes of a batch, if the allowance has room for all of them. As with other allowances, the first
  /// batch of a day is always accepted, however large, and an office that was away has the allowance of the days it was
  /// away.
  static func count(_ changes: [EntryReference: Int], within purse: Purse, _ db: Database) throws -> Bool {
    let (day, most) = (purse.day, purse.quota.changes * purse.days)
    for (document, number) in changes.sorted(by: { $0.key < $1.key }) {
      let before = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT number FROM changesOfDay WHERE document = ? AND day = ?"),
        arguments: [document.description, day.description])
      if most == 0 || before.map({ $0 + number > most }) == true { return false }
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO changesOfDay (document, day, number) VALUES (?, ?, ?)")
        .execute(arguments: [document.description, day.description, (before ?? 0) + number])
    }
    return true
  }
}
