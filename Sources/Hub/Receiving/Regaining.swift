import Exchange
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// Receives entries that an office had received from another one, or back from it, before the hub lost them. Each is
  /// routed as if its station had sent it, and its own office is given it back with a notice. They count for the
  /// allowance of the office that wrote them: all of them are accepted or none.
  ///
  /// - Parameters:
  ///   - delivery: verified: its seal is valid under a key of the station.
  ///   - owner: the station that wrote them.
  ///   - reader: the office that brings them back.
  func regain(_ delivery: Delivery, of owner: Member, from reader: Organ.ID) throws {
    try write { db in
      var purse = try Purse(owner.organ, on: today, db)
      try db.inSavepoint {
        let cost = RoutingCost()
        let routing = try routing(of: owner.organ, by: owner.station, counting: cost, db)
        var bytes = 0
        for item in delivery.items where try isLost(item, db) && routing.isFor(reader, item.entry) {
          let place = try Regained.keep(item, under: delivery.seal, at: system.now(), db)
          // Before any other notice about it: of those an office gets one for each entry.
          try routing.notice(.regained, of: place)
          try routing.apply(item.entry, at: place)
          bytes += item.entry.act.utf8.count + item.entry.clerk.utf8.count + 64
        }
        try routing.finish()
        guard bytes > 0 else { return .commit }
        let spent = Quota(documents: cost.documents, recipients: cost.recipients, bytes: bytes)
        guard purse.isOver(spent) == nil, try ChangesOfDay.count(cost.changes, within: purse, db) else {
          return .rollback
        }
        try purse.spend(spent, db)
        return .commit
      }
    }
  }

  /// Whether the hub holds no entry of that name, and its journal could include this one.
  private func isLost(_ item: Delivery.Item, _ db: Database) throws -> Bool {
    let entry = item.entry
    guard JournalOrder.epochs.contains(entry.epoch), entry.isPlain, Hub.canGiveOn([entry], after: item.previous) else {
      return false
    }
    return try Journals.entry(entry.reference, db) == nil
  }
}

extension Routing {
  /// Whether the entry, which the office of this routing wrote, is one that the other office was sent, or its own: a
  /// reader had brought it back, and the hub was put back once more.
  fileprivate func isFor(_ reader: Organ.ID, _ entry: StoredEntry) throws -> Bool {
    if reader == organ { return true }
    guard let act = try? StoredAct.act(from: entry.act) else { return false }
    switch act.body.audience(of: entry.reference) {
    case .nobody: return false
    case .recipients(let recipients, let document):
      return try owner(of: document) == organ && organs(of: recipients).contains(reader)
    case .readers(let document):
      return try owner(of: document) == organ && readers(of: document).contains(reader)
    case .issuer(let document):
      return try owner(of: document).map(current)?.contains(reader) ?? false
    }
  }
}
