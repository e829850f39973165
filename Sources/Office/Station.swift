import Foundation
import GRDB
import Records

/// This installation, and the end of its own chain of entries.
struct Station {
  var id: String
  var epoch: Int
  var sequence: Int
  var time: HybridTime?
  var hash: [UInt8]
  var mustConfirmNumbers: Bool

  /// The hash before the first entry of a chain: 32 zero bytes.
  static let noHash = [UInt8](repeating: 0, count: 32)

  static func read(_ db: Database) throws -> Station {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT id, epoch, sequence, time, hash, mustConfirmNumbers FROM station"))
    else { return Station(id: "", epoch: 1, sequence: 0, time: nil, hash: noHash, mustConfirmNumbers: false) }
    let time: Int64 = row[3]
    return Station(
      id: row[0], epoch: row[1], sequence: row[2], time: time == 0 ? nil : HybridTime(packed: time),
      hash: Array(row[4] as Data), mustConfirmNumbers: row[5])
  }

  mutating func next() -> EntryReference {
    precondition(!id.isEmpty, "an act before the station has its name")
    sequence += 1
    return EntryReference(station: id, epoch: epoch, sequence: sequence)
  }

  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: "UPDATE station SET epoch = ?, sequence = ?, time = ?, hash = ?, mustConfirmNumbers = ?"
    ).execute(arguments: [epoch, sequence, time?.packed ?? 0, hash.data, mustConfirmNumbers])
  }
}

extension [UInt8] {
  var data: Data { Data(self) }
}
