import Exchange
import Hub
import Office
import Records
import Sync
import TestSupport
import Wording

/// When the liar lies, and what the hub answers.
extension World {
  /// Enrols the liar: as an office of its own that takes part in everything, or as another station of an office of
  /// honest clerks.
  func letLiarIn() throws {
    guard plan.rates[.liar] != nil else { return }
    var chance = SeededRandom(plan.seed, 3)
    let isColleague = chance.one(in: 4)
    let communes = OrganDirectory.shipped.organs.filter {
      $0.level == .commune && $0.validTo == nil && $0.id.hasSuffix("/ubnd") && !$0.predecessors.isEmpty
        && !organs.contains($0.id)
    }
    let organ = isColleague ? chance.pick(organs) : chance.pick(communes).id
    let keys = try StationKeys(signing: chance.bytes(32), agreement: chance.bytes(32))
    let enrolled = try ask(
      organ, isColleague ? .join : .first, nil, StationName(number: UInt32(truncatingIfNeeded: chance.next())), keys)
    let liar = Liar(
      organ, isColleague: isColleague, keys: keys, station: enrolled.station, hub: enrolled.enrolment, chance: chance
    )
    self.liar = liar
    if !isColleague { correspondents.append(organ) }
    try liar.found(in: self, name: name(organ))
    log("\(liar.station) of \(organ) lies\(isColleague ? ", a colleague" : "")")
    try exchange(liar)
  }

  /// Whether the office's own affairs can be checked, because none of its stations lies.
  func isHonest(_ organ: Organ.ID) -> Bool { liar?.organ != organ }

  /// Tells the lies of one night.
  func lie() throws {
    guard let liar, let rate = plan.rates[.liar] else { return }
    for _ in 0..<(1 + liar.chance.below(max(1, 12 / rate))) {
      pass(milliseconds: Int64(liar.chance.below(3_600_000)))
      try tell(liar.chance.pick(Lie.allCases), liar)
    }
    try exchange(liar)
  }

  /// Sends one packet of the liar and reads the hub's answer. What lacks a proof is proved by a second packet, as every
  /// station does.
  @discardableResult
  func exchange(
    _ liar: Liar, _ greeting: Liar.Greeting? = nil, _ frames: [Frame]? = nil
  ) throws -> [Frame] {
    var answered: [Frame] = []
    for _ in 0..<2 {
      exchanges += 1
      let packet = try liar.packet(
        greeting ?? liar.greeting(at: time), frames ?? liar.news(), id: liar.chance.next())
      answered = try answer(packet, to: liar)
      let isChallenged = answered.contains {
        if case .notice(let notice) = $0 { return notice.code == "challenge" }
        return false
      }
      guard isChallenged else { break }
    }
    return answered
  }

  /// Sends a packet from the liar's connection, whoever made it; the liar reads the answer.
  @discardableResult
  func answer(_ packet: [UInt8], to liar: Liar, isItsOwn: Bool = true) throws -> [Frame] {
    let answer = host.hub.answer(over: .line)
    var reply: [UInt8] = []
    do {
      for start in stride(from: 0, to: packet.count, by: 16_384) {
        reply += try answer.feed(Array(packet[start..<min(start + 16_384, packet.count)]))
      }
      try answer.finish { reply += $0 }
    } catch let refusal as any Refusal {
      log("the liar is refused: \(refusal.words.english)")
      answer.cut()
    }
    bytes += packet.count + reply.count
    let frames = PacketReader.read(reply).frames
    for frame in frames {
      switch frame {
      case .acknowledgement(let position): try host.promise(position)
      case .receipt(let receipt): try host.promise(receipt.held)
      case .piece(let piece): try checkGiven(piece.file, to: liar)
      case .notice(let notice) where notice.position == 0: log("the hub tells the liar: \(notice.code)")
      default: break
      }
    }
    if isItsOwn { liar.hear(frames) }
    return frames
  }
}
