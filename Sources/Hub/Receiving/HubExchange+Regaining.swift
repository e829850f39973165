import Exchange
import Records

extension HubExchange {
  /// How many entries of others a packet may bring back.
  static let mostBroughtBack = 200

  /// Receives entries that this office was sent, or got back from one that was, and the hub has lost. Any key counts
  /// that their station ever had, and also if it is revoked: it may be lost, and what it wrote is not. What is not
  /// proved is passed over: the rest of the packet does not depend on it.
  func receive(broughtBack delivery: Delivery) throws {
    broughtBack += delivery.items.count
    guard standing == .proved, broughtBack <= HubExchange.mostBroughtBack,
      delivery.items.allSatisfy({ $0.entry.canTravel && !$0.entry.hasZeroByte })
    else { return }
    let found = try hub.read { db in
      try hub.member(delivery.seal.station, db).map { ($0, try Hub.formerKeys(of: $0.station, db)) }
    }
    // What the axis wrote is the hub's own.
    guard let (owner, former) = found, owner.organ != NationalAxis.id else { return }
    let isSigned = ([owner.signing] + former).contains { key in
      do throws(PacketRefusal) {
        try delivery.verify(key: key)
        return true
      } catch { return false }
    }
    if isSigned { try hub.regain(delivery, of: owner, from: organ) }
  }
}

extension StoredEntry {
  /// SQLite would cut text at a zero byte, and the entry could not be passed on byte for byte.
  var hasZeroByte: Bool { clerk.utf8.contains(0) || act.utf8.contains(0) }
}
