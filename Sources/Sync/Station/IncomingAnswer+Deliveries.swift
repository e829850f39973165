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
        let reached = ReachedItem(item, proof: proof, key: key)
        if isNew { new.append(reached.entry) }
        if try reach(reached, transaction) {
          taken += 1
          if try named(reached, transaction) { replaced.append(reached.entry) }
        }
      }
    }
    try exchange.office.settleHistories(replaced, exchange.conditions.context)
    exchange.received += new
    exchange.tally.receivedEntries += taken
    exchange.tally.moves += taken
  }

  /// Handles that the mailbox names an entry: the cursor has moved to it, or to a notice about it.
  ///
  /// - Returns: whether it has replaced another one of its name: only what the mailbox of today names does.
  func named(_ reached: ReachedItem, _ transaction: OfficeTransaction) throws -> Bool {
    if let delivered = reached.delivered {
      let (entry, previous) = (delivered.item.entry, delivered.item.previous)
      if try transaction.holdsAnother(reached.entry, entry.hash(after: previous)) {
        try transaction.replace(
          delivered: entry, after: previous, position: reached.position, proof: delivered.proof, key: delivered.key)
        return true
      }
    }
    try transaction.isNamed(reached.entry)
    return false
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
