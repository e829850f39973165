import Foundation
import GRDB
import Records
import RecordsSQL

/// What other offices sent to this one, or brought back to it, and the hub's mailbox, which has begun again, has not
/// named since: the hub was restored from a backup and may have lost it, and so may the PC that wrote it. Each entry
/// was kept with its proof, so this office can bring it back.
extension OfficeTransaction {
  /// Called when the mailbox begins again: nothing of what was received is named yet.
  func awaitNaming() throws {
    try db.execute(
      sql: """
        DELETE FROM unnamed;
        INSERT INTO unnamed (station, epoch, sequence)
        SELECT station, epoch, sequence FROM received;
        """)
  }

  /// Called with every entry that is received: the answer may break off before the cursor moves to it, or not continue
  /// from the cursor, and the hub lose the entry before it names it again.
  func awaitNaming(of entry: EntryReference) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO unnamed (station, epoch, sequence) VALUES (?, ?, ?)")
      .execute(arguments: [entry.station, entry.epoch, entry.sequence])
  }

  /// Records that the mailbox names an entry that is held here: the cursor has moved to it. That it arrived once more
  /// says nothing: a late answer on a stick names what the hub held before it was put back.
  public func isNamed(_ entry: EntryReference) throws {
    try db.cachedStatement(sql: "DELETE FROM unnamed WHERE station = ? AND epoch = ? AND sequence = ?")
      .execute(arguments: [entry.station, entry.epoch, entry.sequence])
  }

  /// Records that the hub was shown entries. Those it does not name after that are shown again when it has said
  /// something new: until then it may not know the station that wrote them.
  public func wereShown(_ entries: [EntryReference]) throws {
    for entry in entries {
      try db.cachedStatement(
        sql: """
          UPDATE unnamed SET refusedAt = (\(Office.entriesOfHub)) WHERE station = ? AND epoch = ? AND sequence = ?
          """
      ).execute(arguments: [entry.station, entry.epoch, entry.sequence])
    }
  }
}

extension Office {
  /// How many entries of the hub are known: what it did not take is shown again when there are more.
  static let entriesOfHub = "SELECT count(*) FROM journal WHERE station = (SELECT station FROM hub)"

  /// Returns entries of no journal here that the hub has not named since its mailbox began again, in the order in which
  /// they were received, each with the proof it came with.
  public func unnamed(most: Int) throws -> [ProvedEntry] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(Journal.columns), previous, proof FROM received JOIN unnamed USING (station, epoch, sequence)
            WHERE refusedAt IS NOT (\(Office.entriesOfHub)) ORDER BY position, station, epoch, sequence LIMIT ?
            """), arguments: [most]
      ).map { ProvedEntry(entry: try StoredEntry(row: $0), previous: try $0.stored(8), proof: Array($0[9] as Data)) }
    }
  }
}

/// An entry with the evidence of who signed it.
public struct ProvedEntry: Sendable {
  public var entry: StoredEntry
  /// The hash of the entry before it.
  public var previous: Hash256
  /// The seal and the path up to its root, as they arrived.
  public var proof: [UInt8]
}
