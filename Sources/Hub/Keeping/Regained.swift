import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// Entries that a reader brought back after the hub had lost them. They continue no journal as yet: what lies between
/// may be lost. So each is kept with its own proof, until its station sends its journal again, if it still exists.
enum Regained {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Entries that readers brought back and that no journal here includes: the hash of the entry before each, and \
        the seal of its station with the path up to the root.
        CREATE TABLE regained (
          place INTEGER PRIMARY KEY REFERENCES entries, previous BLOB NOT NULL, proof BLOB NOT NULL
        ) STRICT
        """)
  }

  /// Stores an entry after all others.
  ///
  /// - Parameter now: the hub's time.
  /// - Returns: its place.
  static func keep(_ item: Delivery.Item, under seal: Seal, at now: Int, _ db: Database) throws -> Int {
    let place = try Journals.lastPlace(db) + 1
    try Journals.insert(item.entry, item.entry.hash(after: item.previous), at: place, taken: now, db)
    try db.execute(
      sql: "INSERT INTO regained (place, previous, proof) VALUES (?, ?, ?)",
      arguments: [place, item.previous, Data(ItemProof(seal: seal, path: item.path).stored)])
    return place
  }

  /// Returns an entry that was brought back, as a delivery of that one; `nil` for all others.
  static func delivery(of entry: EntryReference, at position: Int, _ db: Database) throws -> Delivery? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \(Journals.columns), previous, proof FROM entries JOIN regained USING (place)
          WHERE station = ? AND epoch = ? AND sequence = ?
          """), arguments: [entry.station, entry.epoch, entry.sequence])
    guard let row, let proof = ItemProof(stored: Array(row[9] as Data)) else { return nil }
    return proof.delivery(of: try Journals.entry(row), after: try row.stored(8), at: position)
  }

  /// Returns the first of a batch's new entries under whose name a reader brought another one back: a reader acted on
  /// that one, so it stands, and the batch is of another history.
  static func contradiction(of new: ArraySlice<StoredEntry>, in batch: Batch, _ db: Database) throws -> EntryReference?
  {
    guard let first = new.first, let last = new.last else { return nil }
    let hashes = batch.run.hashes
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT sequence, hash FROM entries JOIN regained USING (place)
          WHERE station = ? AND epoch = ? AND sequence BETWEEN ? AND ? ORDER BY sequence
          """), arguments: [first.station, first.epoch, first.sequence, last.sequence]
    ).first { try $0.stored(1) != hashes[$0[0] - batch.seal.first] }.map { first.journal.entry($0[0]) }
  }

  /// Returns which of a journal's entries readers have brought back.
  static func sequences(of journal: JournalName, in range: ClosedRange<Int>, _ db: Database) throws -> Set<Int> {
    try Int.fetchSet(
      db.cachedStatement(
        sql: """
          SELECT sequence FROM entries JOIN regained USING (place)
          WHERE station = ? AND epoch = ? AND sequence BETWEEN ? AND ?
          """), arguments: [journal.station, journal.epoch, range.lowerBound, range.upperBound])
  }

  /// Records that the journal of an entry includes it now.
  ///
  /// - Returns: its place, if it was brought back before.
  static func join(_ entry: EntryReference, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(
        sql: """
          DELETE FROM regained WHERE place = (
            SELECT place FROM entries WHERE station = ? AND epoch = ? AND sequence = ?)
          RETURNING place
          """), arguments: [entry.station, entry.epoch, entry.sequence])
  }
}
