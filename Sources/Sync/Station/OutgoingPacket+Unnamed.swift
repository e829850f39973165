import Exchange
import Office
import Records

extension OutgoingPacket {
  /// How many entries of other offices one packet brings back, and how many bytes of them.
  private static let mostBrought = (entries: 200, bytes: 32 << 10)

  /// What other offices sent here and the hub has lost, as far as the mailbox, received to its end, does not name it.
  /// Not in the run in which the mailbox began again: most of it is sent again by those who wrote it.
  static func unnamed(_ exchange: StationExchange, _ enrolment: Enrolment) throws -> [Frame] {
    guard enrolment.takesBack, !exchange.beginsAgain, enrolment.cursor >= enrolment.mailboxEnd else { return [] }
    var (frames, bytes) = ([Frame](), 0)
    for held in try exchange.office.unnamed(most: mostBrought.entries) where bytes < mostBrought.bytes {
      exchange.brought.append(held.entry.reference)
      // An entry whose proof cannot be read proves nothing.
      guard let proof = ItemProof(stored: held.proof) else { continue }
      frames.append(.delivery(proof.delivery(of: held.entry, after: held.previous, at: 0)))
      bytes += held.proof.count + held.entry.act.utf8.count + 64
    }
    return frames
  }
}

extension StationExchange {
  /// - Returns: whether the next packet is to bring back more of what other offices sent here and the hub has lost.
  func bringsMore() throws -> Bool {
    guard try !brought.isEmpty && !office.unnamed(most: 1).isEmpty else { return false }
    tally.moves += 1
    return true
  }
}
