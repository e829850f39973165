import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// Why the hub's data begins a new incarnation, or its journal a new epoch.
public enum NewLife: String, Sendable {
  /// The hub was created.
  case made
  /// A backup, which is marked as one, was opened.
  case copy
  /// The data is behind the mark the hub keeps beside it.
  case mark
  /// Several offices hold the hub's own signature for entries it lacks.
  case offices
  case administrator
  /// By an earlier version of the program, which did not record why.
  case earlier
  /// Only the journal: its finished epochs were folded into a new one.
  case fold
}

extension NewLife {
  /// The kind of its line in the audit log; for a copy it is written when that is opened.
  fileprivate var auditKind: AuditKind? {
    switch self {
    case .mark, .offices: .rollbackFound
    case .administrator: .rollbackConfirmed
    case .fold: .rollbackFolded
    case .made, .copy, .earlier: nil
    }
  }
}

extension Hub {
  /// The time after a new incarnation in which the hub begins none by itself: a day, in milliseconds.
  static let restBetweenLives = 86_400_000

  /// Begins a new incarnation of the data, after a rollback: what was sent since the copy is unknown here. The hub's
  /// own journal continues in a new epoch and lists again who takes part, because the names of entries written after
  /// the copy must not be reused.
  func startNewIncarnation(_ why: NewLife = .administrator) throws { try begin(incarnation: system.randomName(), why) }

  /// Begins a new epoch of the hub's journal, with everything that is valid, in the same incarnation.
  func beginEpoch() throws { try begin(incarnation: nil, .fold) }

  private func begin(incarnation: UInt64?, _ why: NewLife) throws {
    let (before, oldIncarnation) = (epoch, self.incarnation)
    do {
      try write { db in
        // Another process began one while this was decided.
        guard self.incarnation == oldIncarnation, epoch == before else { return }
        let now = system.now()
        // At least the seconds since 2026: a copy that is restored twice does not reuse an epoch.
        epoch = max(epoch + 1, now / 1_000 - 1_767_225_600)
        let old = try Journals.heads(of: station, db).last
        try db.execute(
          sql: "UPDATE hub SET log = ?, epoch = ?, isCopy = 0",
          arguments: [Int64(bitPattern: incarnation ?? oldIncarnation), epoch])
        try db.execute(
          sql: "INSERT INTO incarnations (log, epoch, since, why) VALUES (?, ?, ?, ?)",
          arguments: [Int64(bitPattern: incarnation ?? oldIncarnation), epoch, now, why.rawValue])
        if let incarnation {
          // In the new incarnation stations of earlier versions begin again; the others know by the digest where they
          // are.
          try db.execute(sql: "UPDATE stations SET cursor = 0")
          try Leases.mistrust(at: Int64(now), db)
          for table in ["claims", "beginnings", "ownLogs"] { try db.execute(sql: "DELETE FROM \(table)") }
          // One that was used after the copy could be used again.
          try cancelOpenCodes(why, db)
          self.incarnation = incarnation
        }
        if let line = why.auditKind { try record(line, on: why.rawValue, db) }
        if let old { try act([.epochBegun(.init(from: old.reference))] + standing(db), db) }
      }
    } catch {
      (epoch, self.incarnation) = (before, oldIncarnation)
      throw error
    }
    renewMarks(isUrgent: true)
  }

  /// Whether the hub may begin a new incarnation without its administrator: once a day.
  func mayBeginByItself() throws -> Bool {
    let last = try read { db in
      try Int.fetchOne(
        db, sql: "SELECT max(since) FROM incarnations WHERE why IN (?, ?)",
        arguments: [NewLife.mark.rawValue, NewLife.offices.rawValue])
    }
    // A clock that was ahead must not prevent it for ever.
    return last.map { !((0..<Hub.restBetweenLives).contains(system.now() - $0)) } ?? true
  }

  /// Records the incarnations before this table existed, by the epochs of the hub's journal.
  static func writeDownEarlierLives(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO incarnations (log, epoch, since, why)
        SELECT hub.log, entries.epoch, min(entries.time) >> 16, ? FROM hub JOIN entries USING (station)
        GROUP BY entries.epoch ORDER BY entries.epoch
        """, arguments: [NewLife.earlier.rawValue])
  }

  /// Everything that is valid now, as acts of a new epoch.
  private func standing(_ db: Database) throws -> [Act] {
    var acts = Hub.listed(try Hub.ownOrgans(db))
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT station, organ, name, revoked IS NOT NULL, reason, signingKey, agreementKey
        FROM stations JOIN stationKeys USING (station) ORDER BY enrolled, station, number
        """)
    for row in rows {
      acts.append(
        .stationEnrolled(
          .init(
            station: row[0], organ: row[1], name: row[2], signingKey: (row[5] as Data).hexadecimal,
            agreementKey: (row[6] as Data).hexadecimal)))
    }
    for row in rows where row[3] {
      let again = Act.stationRevoked(.init(station: row[0], reason: row[4] ?? ""))
      if acts.last != again { acts.append(again) }
    }
    return acts
  }
}
