import Crypto
import Exchange
import Office
import Records

/// What the hub says it holds.
extension IncomingAnswer {
  /// Returns all that the hub says it holds of our journals; 0 for an epoch it no longer names. Not a journal of which
  /// it holds another history: of that nothing is known to be there but what it has acknowledged before.
  func held(of own: StationName, _ hello: Hello?) throws -> [EntryReference] {
    guard let hello else { return [] }
    var held: [JournalName: Int] = [:]
    let known = try exchange.office.acknowledged().map(\.journal)
    for journal in known + exchange.held.keys where journal.station == own { held[journal] = 0 }
    for head in hello.held where head.station == own {
      held[head.journal] = try exchange.office.contradicts(head) ? nil : head.sequence
    }
    return held.map { $0.key.entry($0.value) }.sorted()
  }

  func learn(_ held: EntryReference) {
    exchange.hasReached(held.journal, held.sequence)
    guard exchange.held[held.journal] ?? 0 != held.sequence else { return }
    exchange.held[held.journal] = held.sequence
    exchange.tally.moves += 1
  }

  /// Stores the right to give numbers. Not if this PC's clock is far behind the hub's: it would last too long.
  func take(
    _ lease: Lease, _ held: [EntryReference], hubTime: Int64, _ now: Int64, _ transaction: OfficeTransaction
  ) throws {
    guard hubTime <= now + Lease.skew, let hub = header else { return }
    let through = held.last { $0.epoch == lease.epoch }?.sequence ?? 0
    try transaction.take(lease, through: through, by: JournalName(station: hub.sender, epoch: hub.epoch))
  }

  /// Returns how far the hub says it holds the journals of the office's other stations; 0 for one it does not name.
  func heldOfColleagues(besides own: StationName, _ hello: Hello?) throws -> [EntryReference] {
    guard let hello else { return [] }
    let told = Dictionary(hello.held.map { ($0.journal, $0.sequence) }, uniquingKeysWith: max)
    return try exchange.office.journalHeads().filter { ![own, enrolment.station].contains($0.station) }.map {
      $0.journal.entry(told[$0.journal] ?? 0)
    }
  }

  func signingKeys(of station: StationName) throws -> [Curve25519.Signing.PublicKey] {
    try exchange.office.signingKeys(of: station).compactMap {
      try? Curve25519.Signing.PublicKey(rawRepresentation: $0)
    }
  }
}
