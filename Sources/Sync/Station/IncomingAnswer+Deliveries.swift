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
        if isNew { new.append(name) }
        let delivered = DeliveredEntry(item: item, proof: proof, key: key)
        if try reach(item.position, { $0.adding(name, hash) }, delivered, transaction) {
          taken += 1
          if try named(delivered, transaction) { replaced.append(name) }
        }
      }
    }
    try exchange.office.settleHistories(replaced, exchange.conditions.context)
    exchange.received += new
    exchange.tally.receivedEntries += taken
    exchange.tally.moves += taken
  }

  /// Handles that the mailbox names an entry: the cursor has moved to it.
  ///
  /// - Returns: whether it has replaced another one of its name: only what the mailbox of today names does.
  func named(_ delivered: DeliveredEntry, _ transaction: OfficeTransaction) throws -> Bool {
    let item = delivered.item
    let (name, hash) = (item.entry.reference, item.entry.hash(after: item.previous))
    guard try transaction.holdsAnother(name, hash) else {
      try transaction.isNamed(name)
      return false
    }
    try transaction.replace(
      delivered: item.entry, after: item.previous, position: item.position, proof: delivered.proof, key: delivered.key)
    return true
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
