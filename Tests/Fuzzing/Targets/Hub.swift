import Exchange
import Hub
import Records
import TestProvince
import TestSupport
import Wording

extension FuzzTarget {
  /// Packets of stations that take part: each is accepted or refused, and what the hub holds stays.
  static let hub = FuzzTarget("hub", share: 96) { founding in
    let world = try HubWorld(&founding)
    // Every station has been in contact once and knows a challenge.
    for place in world.stations.indices {
      for _ in 0..<2 {
        _ = try world.feed(
          try world.packet(of: place, isHostile: false, &founding), from: place, over: .line, &founding)
      }
    }
    var inputs = 0
    return { chance in
      let place = chance.below(world.stations.count)
      let (bytes, way) = try hubPacket(world, place, &chance)
      let verdict = try world.feed(bytes, from: place, over: way, &chance)
      inputs += 1
      if inputs % 16 == 0 { try world.check() }
      return verdict
    }
  }

  private static func hubPacket(
    _ world: HubWorld, _ place: Int, _ chance: inout SeededRandom
  ) throws -> ([UInt8], Transport) {
    let old = world.stations.flatMap(\.packets)
    if !old.isEmpty, chance.one(in: 12) { return (chance.pick(old), .line) }
    let way = chance.pick([Transport.line, .line, .line, .line, .line, .line, .folder, .mail])
    let whole = try world.packet(of: place, isHostile: !chance.one(in: 6), &chance)
    world.stations[place].packets.append(whole)
    guard var loose = LoosePacket(whole) else { throw Finding("a good packet could not be taken apart") }
    let key = world.stations[place].journal.signing
    let kind = chance.below(10)
    if (4...6).contains(kind) { loose.spoil(others: old.compactMap { LoosePacket($0) } + [loose], &chance) }
    let shared = world.shared(world.stations[place].journal).map { ($0.toHub, UInt64(0)) }
    let parts = loose.parts(key: key, shared: shared)
    var bytes =
      way == .line ? Array(parts.joined()) : try SealedWriter.packet(parts, to: world.hub.keys.agreement.publicKey)
    if kind == 7 { Spoiling.spoil(&bytes, others: old, &chance) }
    return (bytes, way)
  }

  /// Requests for enrolment.
  static let enrol = FuzzTarget("enrol", share: 48) { founding in
    let world = try HubWorld(&founding)
    let hub = world.hub
    let code = try hub.code(for: World.thucPhan)
    var codes = [code]
    var inputs = 0
    let samples = try EnrolmentSamples(&founding, code)
    return { chance in
      inputs += 1
      // A code is good for one station.
      if inputs % 4 == 0 { codes.append(try hub.code(for: chance.pick(["so-noi-vu", World.thucPhan]))) }
      let code = chance.one(in: 3) ? chance.pick(codes) : codes[codes.count - 1]
      let json = try samples.request(code, world, &chance)
      let (answer, isRefusal) = try hub.enrol(json: json)
      if isRefusal {
        try expect(RefusedAnswer(json: answer) != nil, "a refusal that is no refusal")
      } else {
        let made = EnrolmentAnswer(json: answer)
        try expect(
          codes.contains { made?.isMade(with: $0) == true } || samples.isProved(made), "an answer that proves nothing")
      }
      // The opposite direction: what a hub might answer.
      var spoilt = String(decoding: answer, as: UTF8.self)
      spoilt = SpoilingJSON.spoil(spoilt, others: samples.answers, &chance)
      _ = EnrolmentAnswer(json: Array(spoilt.utf8)).map { $0.isMade(with: code) }
      _ = RefusedAnswer(json: Array(spoilt.utf8))?.words
      if inputs % 16 == 0 { try world.check() }
      return isRefusal ? .refused : .taken
    }
  }
}

/// Requests for enrolment, valid and otherwise.
final class EnrolmentSamples {
  let requests: [String]
  let answers: [String]
  /// The requests made so far in version 2, and the key that recognises the answer to each.
  private var asked: [(request: EnrolmentRequest, key: EnrolmentKey)] = []

  func isProved(_ answer: EnrolmentAnswer?) -> Bool {
    guard let answer else { return false }
    return asked.contains { answer.isMade(with: $0.key, to: $0.request) }
  }

  init(_ chance: inout SeededRandom, _ code: EnrolmentCode) throws {
    let journal = try StationJournal(StationName(number: 5), &chance)
    let modes: [EnrolmentRequest.Mode] = [.first, .join, .replace]
    requests = try modes.map { String(decoding: try journal.request($0, code).json, as: UTF8.self) }
    answers = [String(decoding: try RefusedAnswer(Bilingual("Không", "No")).json, as: UTF8.self)]
  }

  func request(_ code: EnrolmentCode, _ world: HubWorld, _ chance: inout SeededRandom) throws -> [UInt8] {
    let journal = try StationJournal(StationName(number: UInt32(truncatingIfNeeded: chance.next())), &chance)
    let keys = (journal.signingKey, journal.agreementKey)
    func bytes(_ good: [UInt8], _ chance: inout SeededRandom) -> [UInt8] {
      chance.one(in: 8)
        ? chance.pick([[], [0], chance.bytes(31), chance.bytes(33), [UInt8](repeating: 0, count: 32)]) : good
    }
    let known = [journal.name, world.hub.station] + world.stations.map(\.journal.name)
    // Made with the code, so that its contents are examined.
    let mode = chance.pick([EnrolmentRequest.Mode.first, .join, .join, .replace])
    let replaces = chance.one(in: 2) ? nil : chance.pick(known)
    let station = chance.one(in: 4) ? chance.pick(known) : journal.name
    let name = chance.one(in: 2) ? "Máy văn thư" : chance.pick(SpoilingJSON.texts)
    let (signing, agreement) = (bytes(keys.0, &chance), bytes(keys.1, &chance))
    var json: [UInt8]
    if chance.one(in: 2) {
      let request = EnrolmentRequest(
        mode, replaces: replaces, station: station, name: name, signingKey: signing, agreementKey: agreement,
        code: code)
      json = try request.json
    } else {
      let hub = chance.one(in: 4) ? nil : world.hub.identity
      let office = EnrolmentRequest.OwnOffice(
        organID: World.thucPhan, name: chance.pick(SpoilingJSON.texts), isRenamed: chance.one(in: 2))
      let (request, key) = try EnrolmentRequest.proved(
        mode, replaces: replaces, station: station, name: name, signingKey: signing, agreementKey: agreement,
        office: chance.one(in: 2) ? nil : office, code: chance.one(in: 3) ? code.short : code, hub: hub?.fingerprint,
        .light)
      asked.append((request, key))
      json = try hub.map { try SealedRequest(request, to: $0, signing: journal.signing).json } ?? request.json
    }
    if chance.one(in: 2) {
      json = Array(SpoilingJSON.spoil(String(decoding: json, as: UTF8.self), others: requests, &chance).utf8)
    }
    return json
  }
}
