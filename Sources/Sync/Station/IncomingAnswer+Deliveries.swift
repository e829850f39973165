import Crypto
import Exchange
import Office
import Records

extension IncomingAnswer {
  /// Receives entries of other offices from the mailbox.
  func receive(_ delivery: Delivery) throws {
    let keys = try signingKeys(of: delivery.seal.station)
    guard !keys.isEmpty else { throw ExchangeRefusal.unknownSigner(delivery.seal.station.description) }
    guard let signer = signer(of: delivery, keys) else {
      throw ExchangeRefusal.disguised(delivery.seal.station.description)
    }
    var taken = 0
    var (new, replaced) = ([EntryReference](), [EntryReference]())
    try exchange.office.act(exchange.conditions.context) { transaction in
      for item in delivery.items {
        let proof = ItemProof(seal: delivery.seal, path: item.path).stored
        let key = Array(signer.rawRepresentation)
        let isNew = try transaction.receive(
          delivered: item.entry, after: item.previous, position: item.position, proof: proof, key: key)
        let (name, hash) = (item.entry.reference, item.entry.hash(after: item.previous))
        let hasMoved = try reach(item.position, { $0.adding(name, hash) }, transaction)
        if hasMoved { taken += 1 }
        if isNew { new.append(name) }
        let unplaced = UnplacedEntry(item: item, proof: proof, key: key, isNew: isNew)
        if isFromHub || hasMoved {
          if try place(unplaced, hasMoved, transaction) { replaced.append(name) }
        } else {
          self.unplaced.append(unplaced)
        }
      }
    }
    try exchange.office.settleHistories(replaced, exchange.conditions.context)
    exchange.received += new
    exchange.tally.receivedEntries += taken
    exchange.tally.moves += taken
  }

  /// Handles an entry of which it is known whether the cursor has moved to it.
  ///
  /// - Returns: whether it has replaced another one of its name: only what the mailbox of today names does.
  private func place(_ unplaced: UnplacedEntry, _ hasMoved: Bool, _ transaction: OfficeTransaction) throws -> Bool {
    let item = unplaced.item
    let name = item.entry.reference
    guard hasMoved else {
      if unplaced.isNew { try transaction.awaitNaming(of: name) }
      return false
    }
    guard try !unplaced.isNew && transaction.holdsAnother(name, item.entry.hash(after: item.previous)) else {
      return false
    }
    try transaction.replace(
      delivered: item.entry, after: item.previous, position: item.position, proof: unplaced.proof, key: unplaced.key)
    return true
  }

  /// Handles the entries from a carrier, now that the proof has come and the cursor has moved as far as it does.
  ///
  /// - Returns: the names of those that have replaced others.
  func settleUnplaced(_ transaction: OfficeTransaction) throws -> [EntryReference] {
    defer { unplaced = [] }
    let cursor = try transaction.mailboxPlace().position
    return try unplaced.compactMap { unplaced in
      try place(unplaced, unplaced.item.position <= cursor, transaction) ? unplaced.item.entry.reference : nil
    }
  }

  /// Returns the key under which the seal of a delivery is valid for all its entries.
  func signer(of delivery: Delivery, _ keys: [Curve25519.Signing.PublicKey]) -> Curve25519.Signing.PublicKey? {
    keys.first { key in
      do throws(PacketRefusal) {
        try delivery.verify(key: key)
        return true
      } catch { return false }
    }
  }
}
