import GRDB
import Records
import RecordsSQL

extension JournalHead {
  /// Returns how far the file holds a journal.
  static func of(_ journal: JournalName, _ db: Database) throws -> JournalHead {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT sequence, hash FROM journal WHERE station = ? AND epoch = ? ORDER BY sequence DESC LIMIT 1"),
      arguments: [journal.station, journal.epoch])
    return JournalHead(journal, sequence: row?[0] ?? 0, hash: try row?.stored(1) ?? .zero)
  }
}

extension Journal {
  /// Returns the hash from which an entry continues: of the entry before it; for the first of an epoch, of the entry
  /// from which the epoch continues; zeros for the very first; `nil` while the file does not know it.
  func hash(before sequence: Int, of journal: JournalName) throws -> Hash256? {
    if sequence > 1 { return try hash(of: journal.entry(sequence - 1)) }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT \(Journal.columns), hash FROM journal WHERE station = ? AND epoch = ? AND sequence = 1"),
      arguments: [journal.station, journal.epoch])
    guard let row else { return .zero }
    let (first, hash) = (try StoredEntry(row: row), try row.stored(8) as Hash256)
    // A file that was put back before its station's first entry continues from nothing.
    var previous: Hash256? = .zero
    if case .epochBegun(let begun)? = try? StoredAct.act(from: first.act), begun.from.sequence > 0 {
      previous = try self.hash(of: begun.from)
    }
    // An old copy was used on, and this is another entry of that name; or a newer program wrote the first entry.
    return try [base(of: journal), previous].compactMap(\.self).first { SHA256.hash($0, first.hashed) == hash }
  }

  /// Notes from which hash an epoch continues, unless the file holds the entry that has it.
  func noteBase(_ previous: Hash256, of journal: JournalName) throws {
    guard try hash(before: 1, of: journal) != previous else { return }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO epochBase (station, epoch, hash) VALUES (?, ?, ?)").execute(
      arguments: [journal.station, journal.epoch, previous])
  }

  private func base(of journal: JournalName) throws -> Hash256? {
    try Hash256.fetchOne(
      db.cachedStatement(sql: "SELECT hash FROM epochBase WHERE station = ? AND epoch = ?"),
      arguments: [journal.station, journal.epoch])
  }

  func hash(of reference: EntryReference) throws -> Hash256? {
    try Hash256.fetchOne(
      db.cachedStatement(sql: "SELECT hash FROM journal WHERE station = ? AND epoch = ? AND sequence = ?"),
      arguments: [reference.station, reference.epoch, reference.sequence])
  }
}

extension Office {
  /// Whether this file has another entry under the name of this one: what the hub holds is not what was written here.
  /// A position without a hash is that of the file itself.
  public func contradicts(_ head: JournalHead) throws -> Bool {
    guard head.hash != .zero else { return false }
    return try read { db in try Journal(db).hash(of: head.reference).map { $0 != head.hash } ?? false }
  }
}

extension StoredEntry {
  init(row: Row) throws {
    let day: String = row[4]
    guard let day = Day(day) else { throw JournalFault.day(day) }
    self.init(
      station: try row.stored(0), epoch: row[1], sequence: row[2], time: HybridTime(packed: row[3]), day: day,
      clerk: row[5], group: (row[6] as String?).flatMap(EntryReference.init), act: row[7])
  }
}
