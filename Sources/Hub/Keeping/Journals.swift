import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// Reads and writes the entries, seals and heads of journals.
enum Journals {
  static func head(_ journal: JournalName, _ db: Database) throws -> JournalHead? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT sequence, hash FROM journals WHERE station = ? AND epoch = ?"),
      arguments: [journal.station, journal.epoch]
    ).map { JournalHead(journal, sequence: $0[0], hash: try $0.stored(1)) }
  }

  /// How far every epoch of a station is held.
  static func heads(of station: StationName, _ db: Database) throws -> [JournalHead] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT epoch, sequence, hash FROM journals WHERE station = ? ORDER BY epoch"),
      arguments: [station]
    ).map { JournalHead(station: station, epoch: $0[0], sequence: $0[1], hash: try $0.stored(2)) }
  }

  /// The hash of an entry; for sequence 0, the one before the first entry. `nil` if it is not
  /// held, or was brought back alone.
  static func hash(at sequence: Int, of journal: JournalName, _ db: Database) throws -> Hash256? {
    let sql =
      sequence == 0
      ? "SELECT begins FROM journals WHERE station = ? AND epoch = ?"
      : """
      SELECT hash FROM entries WHERE station = ? AND epoch = ? AND sequence = ?
        AND NOT EXISTS (SELECT 1 FROM regained r WHERE r.place = entries.place)
      """
    let names: StatementArguments = [journal.station, journal.epoch]
    return try Row.fetchOne(
      db.cachedStatement(sql: sql), arguments: sequence == 0 ? names : names + [sequence]
    ).map { try $0.stored(0) }
  }

  /// Appends the new entries of a verified batch. Returns each with its place, without those that a reader had brought
  /// back before.
  ///
  /// - Parameter now: the hub's time.
  static func keep(
    _ new: ArraySlice<StoredEntry>, of batch: Batch, at now: Int, _ db: Database
  ) throws -> [(StoredEntry, Int)] {
    guard let first = new.first, let last = new.last else { return [] }
    var end = try lastPlace(db)
    var place = end
    let hashes = batch.run.hashes
    let regained = try Regained.sequences(of: first.journal, in: first.sequence...last.sequence, db)
    var kept: [(StoredEntry, Int)] = []
    for entry in new {
      if regained.contains(entry.sequence), let known = try Regained.join(entry.reference, db) {
        place = known
        continue
      }
      end += 1
      place = end
      try insert(entry, hashes[entry.sequence - batch.seal.first], at: place, taken: now, db)
      kept.append((entry, place))
    }
    let seal = batch.seal
    try db.cachedStatement(
      sql: "INSERT INTO seals (station, epoch, last, first, head, signature) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      seal.station, seal.epoch, seal.last, seal.first, seal.head, Data(seal.signature),
    ])
    try db.cachedStatement(
      sql: """
        INSERT INTO journals (station, epoch, begins, sequence, hash, place) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, place = excluded.place
        """
    ).execute(arguments: [
      first.station, first.epoch, batch.run.previous, last.sequence, seal.head,
      place,
    ])
    return kept
  }

  static func lastPlace(_ db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT ifnull(max(place), 0) FROM entries")) ?? 0
  }

  /// - Parameter now: the hub's time.
  static func insert(_ entry: StoredEntry, _ hash: Hash256, at place: Int, taken now: Int, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO entries (place, station, epoch, sequence, time, day, clerk, grouped, act, hash, taken)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      place, entry.station, entry.epoch, entry.sequence, entry.time.packed, entry.day.description,
      entry.clerk, entry.group?.description, entry.act, hash, now,
    ])
  }

  /// The complete batch of an entry, whose seal proves it.
  static func batch(with sequence: Int, of journal: JournalName, _ db: Database) throws -> Batch? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT first, last, head, signature FROM seals WHERE station = ? AND epoch = ? AND last >= ?
          ORDER BY last LIMIT 1
          """),
      arguments: [journal.station, journal.epoch, sequence])
    guard let row, let previous = try hash(at: row[0] - 1, of: journal, db) else { return nil }
    let seal = Seal(
      station: journal.station, epoch: journal.epoch, first: row[0], last: row[1], head: try row.stored(2),
      signature: Array(row[3] as Data))
    let entries = try Row.fetchAll(
      db.cachedStatement(
        sql:
          "SELECT \(columns) FROM entries WHERE station = ? AND epoch = ? AND sequence BETWEEN ? AND ? "
          + "ORDER BY sequence"
      ),
      arguments: [journal.station, journal.epoch, seal.first, seal.last]
    ).map(entry)
    return Batch(run: EntryRun(previous: previous, entries: entries), seal: seal)
  }

  static let columns = "station, epoch, sequence, time, day, clerk, grouped, act"

  static func entry(_ row: Row) throws -> StoredEntry {
    guard let day = Day(row[4] as String) else { throw DatabaseError.damaged }
    return StoredEntry(
      station: try row.stored(0), epoch: row[1], sequence: row[2], time: HybridTime(packed: row[3]), day: day,
      clerk: row[5],
      group: (row[6] as String?).flatMap { EntryReference($0) }, act: row[7])
  }

  static func entry(_ reference: EntryReference, _ db: Database) throws -> StoredEntry? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(columns) FROM entries WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [reference.station, reference.epoch, reference.sequence]
    ).map(entry)
  }
}
