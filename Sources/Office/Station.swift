import Foundation
import GRDB
import Records
import RecordsSQL

/// This installation, and the end of its own chain of entries.
struct Station {
  /// `nil` in a file that no office was founded in yet.
  var id: StationName?
  var epoch: Int
  var sequence: Int
  var time: HybridTime?
  var hash: Hash256
  var mustConfirmNumbers: Bool

  static func read(_ db: Database) throws -> Station {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT id, epoch, sequence, time, hash, mustConfirmNumbers FROM station"))
    else { return Station(id: nil, epoch: 1, sequence: 0, time: nil, hash: .zero, mustConfirmNumbers: false) }
    let time: Int64 = row[3]
    return Station(
      id: try row.stored(0), epoch: row[1], sequence: row[2], time: time == 0 ? nil : HybridTime(packed: time),
      hash: try row.stored(4), mustConfirmNumbers: row[5])
  }

  /// Its name; no act is written before it has one.
  var name: StationName {
    get throws {
      guard let id else { throw JournalFault.noStation }
      return id
    }
  }

  /// The last entry it wrote.
  var last: EntryReference {
    get throws { EntryReference(station: try name, epoch: epoch, sequence: sequence) }
  }

  mutating func next() throws -> EntryReference {
    sequence += 1
    return try last
  }

  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: "UPDATE station SET epoch = ?, sequence = ?, time = ?, hash = ?, mustConfirmNumbers = ?"
    ).execute(arguments: [epoch, sequence, time?.packed ?? 0, hash, mustConfirmNumbers])
  }
}

extension [UInt8] {
  var data: Data { Data(self) }
}
