import Exchange
import GRDB
import Records
import RecordsSQL

/// The outcome of receiving a batch.
enum BatchOutcome {
  /// Held up to there, on the disk; `new` of its entries were not before.
  case held(JournalHead, new: Int)
  /// It begins after the end of what is held.
  case gap(EntryReference)
  /// Another entry of the same name is held.
  case fork(EntryReference)
  /// It breaks the order every journal keeps, or could not be forwarded: nobody is given it.
  case disorder(EntryReference)
  /// Its office has exceeded an allowance: nothing of it is held.
  case over(Overstep)
}

extension Hub {
  /// Receives a verified batch: its entries, its seal, and all that follows from each new entry, in one transaction.
  /// Idempotent.
  func receive(_ batch: Batch, of organ: Organ.ID) throws -> BatchOutcome {
    try write { try receiveWithin(batch, of: organ, $0) }
  }

  /// Whether the entries can be forwarded, one by one and as written, to the other stations of the office.
  static func canGiveOn(_ new: ArraySlice<StoredEntry>, after previous: Hash256) -> Bool {
    var previous = previous
    return new.allSatisfy { entry in
      defer { previous = entry.hash(after: previous) }
      return PacketWriter.fits(entry, after: previous)
    }
  }

  func receive(
    _ batch: Batch, of organ: Organ.ID, counting cost: RoutingCost? = nil, _ db: Database
  ) throws -> BatchOutcome {
    let seal = batch.seal
    let held =
      try Journals.head(seal.journal, db)
      // A new epoch may continue any previous hash: after a fork the hub cannot verify it.
      ?? JournalHead(seal.journal, sequence: 0, hash: batch.run.previous)
    guard seal.first <= held.sequence + 1 else { return .gap(seal.reference) }
    if seal.last <= held.sequence {
      let known = try Journals.hash(at: seal.last, of: seal.journal, db)
      return known == seal.head ? .held(held, new: 0) : .fork(seal.reference)
    }
    let new: ArraySlice<StoredEntry>
    do { new = try batch.entries(after: held) } catch { return .fork(held.reference) }
    let order = JournalOrder(db: db)
    guard try order.isKept(by: new, after: held.hash), Hub.canGiveOn(new, after: held.hash) else {
      return .disorder(seal.reference)
    }
    if let first = new.first, organ != NationalAxis.id, try order.isTooMany(first, on: system.now()) {
      return .over(Overstep(.epochs, JournalOrder.tooMany))
    }
    if let other = try Regained.contradiction(of: new, in: batch, db) { return .fork(other) }
    let kept = try Journals.keep(new, of: batch, at: system.now(), db)
    let routing = try routing(of: organ, by: seal.station, counting: cost, db)
    for (entry, place) in kept { try routing.apply(entry, at: place) }
    try routing.finish()
    guard let head = try Journals.head(seal.journal, db) else { throw DatabaseError.damaged }
    return .held(head, new: new.count)
  }

  /// - Parameters:
  ///   - station: the author: who sealed it, whoever's packet brought it, a colleague's, or one on a USB stick.
  ///   - cost: counts what it costs, if that is limited.
  func routing(
    of organ: Organ.ID, by station: StationName, counting cost: RoutingCost?, _ db: Database
  ) throws -> Routing {
    Routing(
      db: db, directory: try directory(db), day: today, organ: organ, authors: authors, listing: Listing(db: db),
      withdrawals: Withdrawals(db), cost: cost,
      audit: { what, whom in
        try self.acting(AuditActor(who: station.description, from: self.actor.from)) {
          try self.record(what, on: whom, db)
        }
      })
  }
}
