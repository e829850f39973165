import Crypto
import Exchange
import Office
import Records

extension IncomingAnswer {
  /// Receives entries of this office that the hub had lost and a reader brought back. What no station of this office
  /// has signed is passed over.
  func receive(regained delivery: Delivery) throws {
    guard let key = signer(of: delivery, try signingKeys(of: delivery.seal.station)) else { return }
    var new: [EntryReference] = []
    try exchange.office.act(exchange.conditions.context) { transaction in
      for item in delivery.items {
        let isNew = try transaction.receive(
          regained: item.entry, after: item.previous, position: item.position,
          proof: ItemProof(seal: delivery.seal, path: item.path).stored, key: Array(key.rawRepresentation))
        if isNew { new.append(item.entry.reference) }
      }
    }
    exchange.tally.receivedEntries += new.count
    exchange.tally.moves += new.count
  }
}
