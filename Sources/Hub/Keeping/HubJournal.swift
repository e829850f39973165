import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records

extension Hub {
  /// Writes acts into the hub's own journal, sealed: every station gets it whole.
  func act(_ acts: [Act], _ db: Database) throws {
    for batch in try batches(of: acts, by: station, clerk: name, key: keys.signing, db) {
      _ = try Journals.keep(batch.run.entries[...], of: batch, at: machine.now(), db)
    }
  }

  /// Acts as the next entries of a journal the hub writes, in its epoch, under the seal of the station they are of.
  func batches(
    of acts: [Act], by station: StationName, clerk: String, key: Curve25519.Signing.PrivateKey, _ db: Database
  ) throws -> [Batch] {
    let heads = try Journals.heads(of: station, db)
    var last = try Int64.fetchOne(
      db, sql: "SELECT time FROM entries WHERE station = ? ORDER BY epoch DESC, sequence DESC LIMIT 1",
      arguments: [station.description]
    ).map { HybridTime(packed: $0) }
    // A new epoch goes on from where the one before it ended.
    let head = heads.last { $0.epoch == epoch }
    let now = machine.now()
    var entries: [StoredEntry] = []
    for act in acts {
      let time = HybridTime.next(after: last, now: Int64(now))
      last = time
      entries.append(
        StoredEntry(
          station: station, epoch: epoch, sequence: (head?.sequence ?? 0) + entries.count + 1, time: time,
          day: day(of: now), clerk: clerk, act: try StoredAct.text(of: act)))
    }
    var before = head?.hash ?? heads.last?.hash ?? .zero
    return try Batch.parts(of: entries).map { part in
      let batch = try Batch.sign(EntryRun(previous: before, entries: Array(part)), key: key)
      before = batch.seal.head
      return batch
    }
  }

  /// Begins another life of the data, after it was put back from a copy: what was given since is not known here any more, so every
  /// station compares anew. The hub's own journal goes on in a new epoch, and says again who takes part, for what was written
  /// behind the copy bears names that must not be given twice.
  func drawLog() throws {
    let log = machine.randomName()
    let (before, oldLog) = (epoch, self.log)
    // Seconds since 2026: a copy that is put back twice gives no epoch twice.
    do {
      try write { db in
        // Somebody else drew it while this was decided.
        guard self.log == oldLog else { return }
        epoch = max(epoch + 1, machine.now() / 1_000 - 1_767_225_600)
        let old = try Journals.heads(of: station, db).last
        try db.execute(
          sql: "UPDATE hub SET log = ?, epoch = ?, isCopy = 0", arguments: [Int64(bitPattern: log), epoch])
        try db.execute(sql: "UPDATE stations SET cursor = 0")
        if let old { try act([.epochBegun(from: old.reference)] + standing(db), db) }
        self.log = log
      }
    } catch {
      (epoch, self.log) = (before, oldLog)
      throw error
    }
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
          station: row[0], organ: row[1], name: row[2], signingKey: (row[5] as Data).hexadecimal,
          agreementKey: (row[6] as Data).hexadecimal))
    }
    for row in rows where row[3] {
      let again = Act.stationRevoked(station: row[0], reason: row[4] ?? "")
      if acts.last != again { acts.append(again) }
    }
    return acts
  }

  /// So many agencies to an act: it stays far below what fits in a frame.
  static func listed(_ organs: [Organ]) -> [Act] {
    stride(from: 0, to: organs.count, by: 60).map {
      .organsListed(organs: Array(organs[$0..<min($0 + 60, organs.count)]))
    }
  }
}
