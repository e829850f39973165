import Foundation
import GRDB
import Records
import RecordsSQL

/// The seals over the journals of the office's other stations, as the hub passed them on. A hub that was restored from
/// a backup may have lost what a station wrote that is lost itself since: its colleagues hold the entries, and the
/// seals prove them.
extension OfficeTransaction {
  /// - Parameter bytes: the seal, as it arrived, over entries that end with `last`.
  public func keepSeal(_ bytes: [UInt8], through last: EntryReference) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO colleagueSeal (station, epoch, last, bytes) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [last.station, last.epoch, last.sequence, bytes.data])
  }

  /// Records how far the hub says it holds the journals of the other stations.
  ///
  /// - Parameter refused: those of which it was shown more and took nothing: it does not know that station, or its key.
  ///   They are shown again when it has said something new.
  public func colleaguesHeld(_ held: [EntryReference], refused: Set<JournalName>) throws {
    for held in held {
      try db.cachedStatement(
        sql: """
          INSERT INTO colleagueHeld (station, epoch, sequence) VALUES (?1, ?2, ?3)
          ON CONFLICT DO UPDATE SET sequence = ?3,
            refusedAt = CASE WHEN ?4 THEN (\(Office.entriesOfHub)) WHEN sequence = ?3 THEN refusedAt END
          """
      ).execute(arguments: [held.station, held.epoch, held.sequence, refused.contains(held.journal)])
    }
  }
}

extension Office {
  /// Returns the journals of other stations of the office of which the hub, as it last said, holds less than this file.
  ///
  /// - Returns: the last entry of each that the hub holds; sequence 0 if none.
  public func colleaguesLostAtHub() throws -> [EntryReference] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT h.station, h.epoch, h.sequence FROM colleagueHeld h WHERE EXISTS (
              SELECT 1 FROM colleagueSeal s WHERE s.station = h.station AND s.epoch = h.epoch AND s.last > h.sequence)
              AND h.refusedAt IS NOT (\(Office.entriesOfHub))
            ORDER BY h.station, h.epoch
            """)
      ).map { try EntryReference($0) }
    }
  }

  /// Returns the seals over what follows an entry, in order.
  public func colleaguesSeals(after held: EntryReference, most: Int) throws -> [[UInt8]] {
    try read { db in
      try Data.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT bytes FROM colleagueSeal WHERE station = ? AND epoch = ? AND last > ? ORDER BY last LIMIT ?
            """), arguments: [held.station, held.epoch, held.sequence, most]
      ).map(Array.init)
    }
  }
}
