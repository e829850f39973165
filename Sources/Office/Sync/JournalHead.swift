import Foundation
import GRDB
import Records

/// How far a journal is held, without a gap: it is accepted in no other way.
public struct JournalHead: Equatable, Sendable {
  public var station: String
  public var epoch: Int
  /// 0 when nothing is held.
  public var sequence: Int
  /// The hash of that entry, 32 bytes; zeros when nothing is held.
  public var hash: [UInt8]

  static func of(_ station: String, _ epoch: Int, _ db: Database) throws -> JournalHead {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT sequence, hash FROM journal WHERE station = ? AND epoch = ? ORDER BY sequence DESC LIMIT 1"),
      arguments: [station, epoch])
    return JournalHead(
      station: station, epoch: epoch, sequence: row?[0] ?? 0, hash: row.map { Array($0[1] as Data) } ?? Station.noHash)
  }
}

extension Journal {
  /// Returns the hash from which an entry continues: of the entry before it; for the first of an epoch, of the entry
  /// from which the epoch continues; zeros for the very first.
  func hash(before sequence: Int, _ station: String, _ epoch: Int) throws -> [UInt8] {
    func hash(_ reference: EntryReference) throws -> [UInt8]? {
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT hash FROM journal WHERE station = ? AND epoch = ? AND sequence = ?"),
        arguments: [reference.station, reference.epoch, reference.sequence]
      ).map(Array.init)
    }
    if sequence > 1 {
      return try hash(EntryReference(station: station, epoch: epoch, sequence: sequence - 1)) ?? Station.noHash
    }
    let first = try entry(EntryReference(station: station, epoch: epoch, sequence: 1))
    guard case .epochBegun(let begun) = first?.act else { return Station.noHash }
    return try hash(begun.from) ?? Station.noHash
  }
}

extension StoredEntry {
  init(row: Row) throws {
    let (name, day): (String, String) = (row[0], row[4])
    guard let station = StationName(name), let day = Day(day) else { throw JournalFault.day(day) }
    self.init(
      station: station, epoch: row[1], sequence: row[2], time: HybridTime(packed: row[3]), day: day, clerk: row[5],
      group: (row[6] as String?).flatMap(EntryReference.init), act: row[7])
  }
}
