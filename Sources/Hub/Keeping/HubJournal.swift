import Crypto
import Exchange
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// Writes acts into the hub's own journal, sealed; every station receives all of it.
  func act(_ acts: [Act], _ db: Database) throws {
    for batch in try batches(of: acts, by: station, clerk: name, key: keys.signing, db) {
      _ = try Journals.keep(batch.run.entries[...], of: batch, at: system.now(), db)
    }
  }

  /// Turns acts into the next entries of a journal the hub writes, in the hub's epoch, under the seal of its station.
  func batches(
    of acts: [Act], by station: StationName, clerk: String, key: Curve25519.Signing.PrivateKey, _ db: Database
  ) throws -> [Batch] {
    let heads = try Journals.heads(of: station, db)
    var last = try Int64.fetchOne(
      db, sql: "SELECT time FROM entries WHERE station = ? ORDER BY epoch DESC, sequence DESC LIMIT 1",
      arguments: [station]
    ).map { HybridTime(packed: $0) }
    // A new epoch continues from the end of the one before it.
    let head = heads.last { $0.epoch == epoch }
    let now = system.now()
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

  /// Divides a list of agencies into acts that stay far below the size of a frame.
  static func listed(_ organs: [Organ]) -> [Act] {
    stride(from: 0, to: organs.count, by: 60).map {
      .organsListed(.init(organs: Array(organs[$0..<min($0 + 60, organs.count)])))
    }
  }
}
