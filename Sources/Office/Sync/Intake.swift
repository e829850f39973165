import Foundation
import GRDB
import Records
import RecordsSQL

/// What a station receives from others: journals of its own office and of the hub, entries of other offices, pieces of
/// contents.
///
/// It is part of a transaction (`Office.act`): everything that was received in it is on the disk together, or nothing
/// is. The caller has checked the signatures; hashes are checked here again.
extension OfficeTransaction {
  /// Receives the next entries of a journal that this office holds in full: of another station of the office, of an
  /// earlier epoch of this one, of the hub.
  ///
  /// - Parameters:
  ///   - entries: consecutive; those that are held already are skipped.
  ///   - previous: the hash of the entry before the first of them.
  ///   - isHub: the hub writes who is in the province and nothing else; a station writes everything else.
  /// - Throws: `IntakeRefusal` if they do not continue what is held.
  public func receive(journal entries: [StoredEntry], after previous: Hash256, isHub: Bool) throws {
    guard let first = entries.first else { return }
    let head = try JournalHead.of(first.journal, db)
    let givenUp = try numbersGivenUp()
    var hash = previous
    for entry in entries {
      try expectKeepable(entry)
      let before = hash
      hash = SHA256.hash(before, entry.hashed)
      guard entry.sequence > head.sequence else {
        guard entry.sequence < head.sequence || hash == head.hash else {
          throw IntakeRefusal.otherStory(entry.reference)
        }
        continue
      }
      if entry.sequence == head.sequence + 1 {
        guard head.sequence == 0 || before == head.hash else { throw IntakeRefusal.otherStory(entry.reference) }
      } else if entry == first {
        throw IntakeRefusal.gap(entry.reference)
      }
      let isApplied = try !isHub && hasRegained(entry.reference, hash)
      try insert(entry, hash)
      if entry.sequence == 1, !isHub { try Journal(db).noteBase(before, of: entry.journal) }
      if !isApplied { try apply(entry, isReceived: false, isHub: isHub) }
      if !isHub { observe(entry.time) }
    }
    if isHub {
      provinceHasChanged()
      try applySetAside("audience")
    }
    // An entry that was set aside may claim one of the numbers given up just now.
    if try numbersGivenUp() > givenUp { try applySetAside("number") }
  }

  private func numbersGivenUp() throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM givenUp")) ?? 0
  }

  /// Receives an entry of another office, from the mailbox.
  ///
  /// - Parameters:
  ///   - position: its position; one that was received before changes nothing.
  ///   - proof: the seal and the Merkle proof up to its root, as they arrived.
  ///   - key: the key of its station under which the seal is valid, 32 bytes: by it the hub's journal says which office
  ///     wrote the entry.
  /// - Returns: whether it was not here before. Then the mailbox has to name it still (`isNamed`).
  @discardableResult
  public func receive(
    delivered entry: StoredEntry, after previous: Hash256, position: Int, proof: [UInt8], key: [UInt8]? = nil
  ) throws -> Bool {
    try expectKeepable(entry)
    let organ = try office(of: entry.station, key)
    guard try keep(entry, after: previous, position: position, proof: proof, organ: organ, isOwn: false) else {
      return false
    }
    try awaitNaming(of: entry.reference)
    try apply(entry, isReceived: true, isHub: false)
    return true
  }

  /// Stores an entry that continues no journal here, with its proof.
  ///
  /// - Returns: whether none of that name was here.
  func keep(
    _ entry: StoredEntry, after previous: Hash256, position: Int, proof: [UInt8], organ: Organ.ID?, isOwn: Bool
  ) throws -> Bool {
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO received (
          station, epoch, sequence, time, day, clerk, grouped, act, hash, previous, position, proof, organ, isOwn)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      entry.station, entry.epoch, entry.sequence, entry.time.packed, entry.day.description, entry.clerk,
      entry.group?.description, entry.act, SHA256.hash(previous, entry.hashed), previous, position, proof.data,
      organ, isOwn,
    ])
    return db.changesCount > 0
  }

  /// Applies the acts that an earlier version of the program did not know, as far as this one knows them.
  public func applyUnknown() throws { try applySetAside("unknown") }

  /// Applies the entries that were set aside for a reason which no longer holds.
  private func applySetAside(_ reason: String) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT station, epoch, sequence FROM unapplied WHERE reason = ? ORDER BY station, epoch, sequence"),
      arguments: [reason])
    guard !rows.isEmpty else { return }
    let hub = try StationName.fetchOne(db, sql: "SELECT station FROM hub")
    for row in rows {
      let reference = try EntryReference(row)
      // An entry that still cannot be read stays where it is.
      guard let sourced = try? Journal(db).sourcedEntry(reference) else { continue }
      let mayBeTold = sourced.entry.act.mayBeTold(isReceived: sourced.isReceived, isHub: reference.station == hub)
      guard mayBeTold, sourced.canStand, try isPlain(reference), try isForUs(sourced.entry.act, sourced.isReceived)
      else {
        continue
      }
      try db.execute(
        sql: "DELETE FROM unapplied WHERE station = ? AND epoch = ? AND sequence = ?",
        arguments: [reference.station, reference.epoch, reference.sequence])
      try apply(sourced)
    }
  }

  /// Refuses a zero byte: it would end the text in SQLite, and what is stored would not be what was hashed and signed.
  func expectKeepable(_ entry: StoredEntry) throws {
    if entry.clerk.utf8.contains(0) || entry.act.utf8.contains(0) { throw IntakeRefusal.unkeepable(entry.reference) }
  }

  private func insert(_ entry: StoredEntry, _ hash: Hash256) throws {
    try db.cachedStatement(sql: Journal.insertion).execute(arguments: [
      entry.station, entry.epoch, entry.sequence, entry.time.packed, entry.day.description, entry.clerk,
      entry.group?.description, entry.act, hash,
    ])
  }

  /// Applies an entry. An act that this program does not know, or a number that was given twice, is stored and listed
  /// in `unapplied`; the entries after it are applied all the same.
  func apply(_ entry: StoredEntry, isReceived: Bool, isHub: Bool) throws {
    switch try read(entry, isReceived: isReceived, isHub: isHub) {
    case .success(let sourced): try apply(sourced)
    case .failure(let aside): try setAside(entry.reference, aside.reason)
    }
  }

  /// Returns why an entry of another office is not to be applied; `nil` if it is.
  func reasonToSetAside(_ entry: StoredEntry) throws -> String? {
    if case .failure(let aside) = try read(entry, isReceived: true, isHub: false) { aside.reason } else { nil }
  }

  private struct Aside: Error { var reason: String }

  private func read(_ entry: StoredEntry, isReceived: Bool, isHub: Bool) throws -> Result<SourcedEntry, Aside> {
    guard let act = try? StoredAct.act(from: entry.act), act.mayBeTold(isReceived: isReceived, isHub: isHub),
      StoredAct.isPlain(entry.act)
    else { return .failure(Aside(reason: "unknown")) }
    let sourced = SourcedEntry(
      entry: JournalEntry(
        reference: entry.reference, time: entry.time, day: entry.day, clerk: entry.clerk, group: entry.group, act: act),
      isReceived: isReceived)
    guard sourced.canStand else { return .failure(Aside(reason: "value")) }
    guard try isForUs(act, isReceived) else { return .failure(Aside(reason: "audience")) }
    return .success(sourced)
  }

  private func isPlain(_ entry: EntryReference) throws -> Bool {
    let act = try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT act FROM (
            SELECT station, epoch, sequence, act FROM journal UNION ALL \
          SELECT station, epoch, sequence, act FROM received)
          WHERE station = ? AND epoch = ? AND sequence = ?
          """), arguments: [entry.station, entry.epoch, entry.sequence])
    return act.map(StoredAct.isPlain) ?? false
  }

  private func apply(_ sourced: SourcedEntry) throws { touch(try Registers(db).applyOrSetAside(sourced)) }

  private func setAside(_ entry: EntryReference, _ reason: String) throws {
    try Registers(db).setAside(entry, reason)
  }
}

extension SourcedEntry {
  /// Whether a register can hold what the entry says. A colleague's program may have accepted a day far away before
  /// such days were refused at input; from another office none is accepted.
  var canStand: Bool {
    let body = entry.act.body
    return body.isConsistent && (!isReceived || ([entry.day] + body.days).allSatisfy(\.isSensible))
  }
}

extension Act {
  /// Whether the act may be applied, which depends on who wrote it: another office writes acts that concern others, the
  /// hub who is in the province, a station of this office everything else.
  func mayBeTold(isReceived: Bool, isHub: Bool) -> Bool {
    if isReceived { return travels }
    let mayBeSaid =
      switch type(of: body).speakers {
      case .stations: !isHub
      case .hub: isHub
      case .everyone: true
      }
    return mayBeSaid && body.hasValidNumbers
  }

  /// Whether it begins an epoch: every journal begins its own, the hub's too.
  var beginsEpoch: Bool {
    if case .epochBegun = self { true } else { false }
  }
}
