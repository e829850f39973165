import Foundation
import GRDB
import Records

/// The journal as it stands in the file.
struct Journal {
  let db: Database

  init(_ db: Database) { self.db = db }

  static let columns = "station, epoch, sequence, time, day, clerk, grouped, act"

  static func entry(_ row: Row) throws -> JournalEntry {
    let (day, group, act): (String, String?, String) = (row[4], row[6], row[7])
    guard let day = Day(day) else { throw JournalFault.day(day) }
    return JournalEntry(
      reference: EntryReference(station: row[0], epoch: row[1], sequence: row[2]), time: HybridTime(packed: row[3]),
      day: day, clerk: row[5], group: group.flatMap(EntryReference.init), act: try StoredAct.act(from: act))
  }

  func entry(_ reference: EntryReference) throws -> JournalEntry? {
    try Row.fetchOne(
      db, sql: "SELECT \(Journal.columns) FROM journal WHERE station = ? AND epoch = ? AND sequence = ?",
      arguments: [reference.station, reference.epoch, reference.sequence]
    ).map(Journal.entry)
  }

  /// The entries about one document in the order of time.
  func entries(about document: Int64, withUndone: Bool = true) throws -> [JournalEntry] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT j.station, j.epoch, j.sequence, j.time, j.day, j.clerk, j.grouped, j.act
          FROM trail t JOIN journal j USING (station, epoch, sequence)
          WHERE t.document = ? AND (? OR t.undoneBy IS NULL)
          ORDER BY t.time, t.station, t.epoch, t.sequence
          """), arguments: [document, withUndone])
    return try rows.map(Journal.entry)
  }
}

/// The journal holds what no vanthu wrote.
enum JournalFault: Error {
  case day(String)
}
