import Exchange
import FoundationEssentials
import GRDB
import Records

/// Why the hub's data begins another life, or its journal another epoch.
public enum NewLife: String, Sendable {
  /// The hub was made.
  case made
  /// A backup was opened, which is marked as one.
  case copy
  /// The data lies behind the mark the hub keeps beside it.
  case mark
  /// Several offices hold the hub's own signature for what it has not.
  case offices
  case administrator
  /// By an earlier version of the program, which did not write down why.
  case earlier
  /// The journal only: its finished epochs were folded into a new one.
  case fold
}

extension NewLife {
  /// Its line in the audit log; that of an opened copy is written by who opens it.
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
  /// So long after the last new life the hub begins none by itself: a day, in milliseconds.
  static let restBetweenLives = 86_400_000

  /// Begins another life of the data, after it was put back from a copy: what was given since is not known here any more. The hub's
  /// own journal goes on in a new epoch, and says again who takes part, for what was written behind the copy bears names that must
  /// not be given twice.
  func drawLog(_ why: NewLife = .administrator) throws { try begin(log: machine.randomName(), why) }

  /// The hub's journal goes on in a new epoch that begins with all that holds; the life of the data stays what it is.
  func beginEpoch() throws { try begin(log: nil, .fold) }

  private func begin(log: UInt64?, _ why: NewLife) throws {
    let (before, oldLog) = (epoch, self.log)
    do {
      try write { db in
        // Somebody else drew it while this was decided.
        guard self.log == oldLog, epoch == before else { return }
        let now = machine.now()
        // Seconds since 2026: a copy that is put back twice gives no epoch twice.
        epoch = max(epoch + 1, now / 1_000 - 1_767_225_600)
        let old = try Journals.heads(of: station, db).last
        try db.execute(
          sql: "UPDATE hub SET log = ?, epoch = ?, isCopy = 0",
          arguments: [Int64(bitPattern: log ?? oldLog), epoch])
        try db.execute(
          sql: "INSERT INTO incarnations (log, epoch, since, why) VALUES (?, ?, ?, ?)",
          arguments: [Int64(bitPattern: log ?? oldLog), epoch, now, why.rawValue])
        if let log {
          // By the new log stations of earlier versions begin anew; the others know by the digest where they are.
          try db.execute(sql: "UPDATE stations SET cursor = 0")
          for table in ["claims", "beginnings", "ownLogs"] { try db.execute(sql: "DELETE FROM \(table)") }
          // One that was used behind the copy would be good a second time.
          try cancelOpenCodes(why, db)
          self.log = log
        }
        if let line = why.auditKind { try record(line, on: why.rawValue, db) }
        if let old { try act([.epochBegun(.init(from: old.reference))] + standing(db), db) }
      }
    } catch {
      (epoch, self.log) = (before, oldLog)
      throw error
    }
    renewMarks(isUrgent: true)
  }

  /// Whether the hub may begin another life without its administrator: once a day.
  func mayBeginByItself() throws -> Bool {
    let last = try read { db in
      try Int.fetchOne(
        db, sql: "SELECT max(since) FROM incarnations WHERE why IN (?, ?)",
        arguments: [NewLife.mark.rawValue, NewLife.offices.rawValue])
    }
    // A clock that was ahead must not forbid it for ever.
    return last.map { !((0..<Hub.restBetweenLives).contains(machine.now() - $0)) } ?? true
  }

  /// The lives before this was written down, by the epochs they began in the hub's journal.
  static func writeDownEarlierLives(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO incarnations (log, epoch, since, why)
        SELECT hub.log, entries.epoch, min(entries.time) >> 16, ? FROM hub JOIN entries USING (station)
        GROUP BY entries.epoch ORDER BY entries.epoch
        """, arguments: [NewLife.earlier.rawValue])
  }

  /// All that is true now, said anew.
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
