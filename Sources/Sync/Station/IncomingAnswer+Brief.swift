import Exchange
import Records

/// The shorter forms, of a hub that answers a packet in which this station used them.
extension IncomingAnswer {
  /// The hello that was said in short; `nil` for one that answers nothing.
  func hello(_ brief: BriefHello) throws -> Hello? {
    guard exchange.shared != nil, case .hub(let told) = brief else { return nil }
    return try told.hello(after: exchange.said, hub: enrolment.station)
  }

  /// A proof by the shared key. It answers this packet: no other proof holds.
  func receive(_ stamp: Stamp) throws {
    guard let proof = stamp.proof else { return }
    guard let shared = exchange.shared, proof.challenge ?? challenge == challenge,
      stamp.holds(reader.digest, answering: challenge, key: shared.toStation)
    else { throw ExchangeRefusal.notTheHub }
    try proved(at: proof.time, next: proof.next ?? 0)
  }
}
