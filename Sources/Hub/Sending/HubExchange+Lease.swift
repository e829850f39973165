import Exchange
import GRDB
import Records

/// The right to give numbers, granted with an answer: by then all that the packet says of books has been received.
extension HubExchange {
  /// Decides what is granted.
  ///
  /// - Returns: whether the answer can go on; if not, it has to be recorded first (`grant`).
  func hasLease() throws -> Bool {
    guard standing == .proved, outgoing?.lease == nil else { return true }
    let (lease, isNews) = try hub.read { db in
      let leases = try Leases(of: organ, hub, db)
      return (try decided(leases), leases.isNews)
    }
    guard !isNews else {
      outgoing?.hasToGrant = true
      return false
    }
    outgoing?.lease = .some(lease)
    return true
  }

  /// Records what is granted, if it has to be recorded.
  func grant() throws {
    guard outgoing?.hasToGrant == true else { return }
    let lease = try hub.write { db in
      let leases = try Leases(of: organ, hub, db)
      let lease = try decided(leases)
      try leases.write()
      return lease
    }
    outgoing?.lease = .some(lease)
    outgoing?.hasToGrant = false
  }

  private func decided(_ leases: Leases) throws -> Lease? {
    guard let member, let asked = provedTime, let epoch = reader.header?.epoch, organ != NationalAxis.id else {
      return nil
    }
    return try leases.lease(
      of: member, epoch: epoch, asked: Int64(asked), isNow: way == .line, held: hello.held)
  }
}
