import Crypto
import Exchange
import Office
import Records

extension IncomingAnswer {
  /// Returns the key under which the seal of a delivery is valid for all its entries.
  func signer(of delivery: Delivery, _ keys: [Curve25519.Signing.PublicKey]) -> Curve25519.Signing.PublicKey? {
    keys.first { key in
      do throws(PacketRefusal) {
        try delivery.verify(key: key)
        return true
      } catch { return false }
    }
  }

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

  /// Handles that an entry came to which the cursor has not moved.
  func awaitPlace(_ entry: EntryReference, at position: Int, _ transaction: OfficeTransaction) throws {
    // From a carrier the cursor moves at the proof.
    if isFromHub { try transaction.awaitNaming(of: entry) } else { unplaced.append((position, entry)) }
  }

  /// Handles the entries from a carrier to which the cursor has not moved with the proof.
  func awaitUnplaced(_ transaction: OfficeTransaction) throws {
    let cursor = try transaction.mailboxPlace().position
    for (position, entry) in unplaced where position > cursor { try transaction.awaitNaming(of: entry) }
    unplaced = []
  }
}
