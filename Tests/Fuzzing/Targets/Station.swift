import Exchange
import Office
import Records
import Sync
import TestProvince
import TestSupport
import Wording

extension FuzzTarget {
  /// What a station receives from a peer that has the hub's key.
  static let station = FuzzTarget("station", share: 48) { founding in
    let world = try StationWorld(&founding)
    var inputs = 0
    return { chance in
      let verdict = try world.exchange(&chance)
      inputs += 1
      if inputs % 12 == 0 { try world.check() }
      return verdict
    }
  }
}

/// An office in memory, and in place of the hub a program that has its key.
final class StationWorld: @unchecked Sendable {
  private let clock = TestClock(step: 7)
  private let office: Office
  private var exchanging: StationExchange!
  private var hub: StationJournal
  private var sender: StationJournal
  /// Another station of the office.
  private var colleague: StationJournal
  private let own: StationName
  private let incarnation: UInt64 = 0xFEED_F00D
  private let acts: Acts
  private var position = 0
  private var answers: [LoosePacket] = []

  static let organ = "xa-2025-01273/ubnd"

  init(_ founding: inout SeededRandom) throws {
    let chance = SharedRandom(founding)
    own = StationName(number: 0x0b00_0001)
    hub = try StationJournal(StationName(number: 0x0b00_0002), &founding)
    sender = try StationJournal(StationName(number: 0x0b00_0003), &founding)
    colleague = try StationJournal(StationName(number: 0x0b00_0004), &founding)
    acts = try Acts(to: [StationWorld.organ])
    let keys = try StationKeys(signing: founding.bytes(32), agreement: founding.bytes(32))
    let context = ActContext(clerk: "Văn thư", day: Day(2026, 11, 20), milliseconds: Int64(clock.now))
    office = try Office.foundInMemory(
      OfficeProfile(organID: StationWorld.organ, name: "UBND phường Thục Phán", place: "Thục Phán"),
      station: own, books: Book.usual(year: 2026), context: context)
    var enrolment = Enrolment(
      url: "memory:", name: "VP UBND tỉnh", station: hub.name,
      signingKey: hub.signingKey, agreementKey: hub.agreementKey, organ: StationWorld.organ, incarnation: incarnation)
    enrolment.forms = PacketHeader.newestForms
    try office.act(context) { try $0.keep(enrolment) }
    for (journal, organ) in [(sender, "ubnd-tinh"), (colleague, StationWorld.organ), (hub, "hub")] {
      let act = Act.stationEnrolled(
        .init(
          station: journal.name.description, organ: organ, name: "Máy",
          signingKey: journal.signingKey.hexadecimal, agreementKey: journal.agreementKey.hexadecimal))
      hub.write(try StoredAct.text(of: act), at: clock.now)
    }
    exchanging = StationExchange(
      office, keys: keys, way: .line,
      Conditions(clock: { [clock] in Int64(clock.tick()) }, random: { chance.next() }))
  }

  /// Makes one exchange: the station's packet is read for its name, and answered.
  func exchange(_ chance: inout SeededRandom) throws -> Verdict {
    do {
      try exchanging.begin()
      var sent: [UInt8] = []
      while let part = try exchanging.next() { sent += part }
      let packet = PacketReader.read(sent)
      try expect(packet.ending == .whole, "the station's packet is not whole")
      guard let id = packet.header?.id else { throw Finding("the station's packet has no header") }
      let isStamped = packet.frames.contains { if case .stamp = $0 { true } else { false } }
      let bytes = try answer(to: id, isStamped, &chance)
      for part in FuzzTarget.parts(of: bytes, &chance) { try exchanging.receive(part) }
      return try exchanging.finish() == .cut ? .refused : .taken
    } catch let refusal as any Refusal {
      try expect(!refusal.words.english.isEmpty, "a refusal without words")
      _ = try exchanging.finish()
      return .refused
    } catch is PacketRefusal { return .refused }
  }

  private func answer(to id: UInt64, _ isStamped: Bool, _ chance: inout SeededRandom) throws -> [UInt8] {
    let isHostile = !chance.one(in: 5)
    let shared = SharedKeys(ofHub: hub.name, hub.agreement, with: own, exchanging.keys.agreement.publicKey)
    let stamp = isStamped && !chance.one(in: 12) ? shared?.toStation : nil
    let hello = hello(isHostile, &chance)
    var frames: [Frame] = [.hello(hello)]
    if stamp != nil, chance.one(in: 2) {
      let otherwise = hello.held.filter { $0.station != hub.name }.map(\.reference)
      frames = [
        .brief(
          .hub(.init(otherwise: otherwise, incarnation: hello.cursor?.incarnation, end: hello.cursor?.position)))
      ]
    }
    let hubAt = isHostile && chance.one(in: 6) ? chance.below(hub.entries.count + 1) : told(hub)
    if chance.one(in: 3) { hub = written(by: hub, isHostile, &chance) }
    frames += try hub.batches(after: hubAt).flatMap(\.frames)
    if chance.one(in: 3) { colleague = written(by: colleague, isHostile, &chance) }
    frames += try colleague.batches(after: told(colleague)).flatMap(\.frames)
    for _ in 0..<chance.below(4) { sender = written(by: sender, isHostile, &chance) }
    for batch in try sender.batches(after: min(position, sender.entries.count)) {
      var chosen: [(position: Int, sequence: Int)] = []
      for sequence in batch.seal.first...batch.seal.last {
        position += 1
        let edge = isHostile && chance.one(in: 12)
        chosen.append((edge ? chance.pick([0, 1, position + 1, 1 << 53 - 1]) : position, sequence))
      }
      frames.append(.delivery(batch.delivery(chosen)))
    }
    if chance.one(in: 3) { frames.append(try receipt(&chance)) }
    if isHostile, chance.one(in: 3) { frames.append(.notice(notice(&chance))) }
    if chance.one(in: 3) {
      let digest = chance.one(in: 3) ? nil : MailboxDigest(chance.one(in: 2) ? 0 : chance.next())
      frames.append(.place(MailboxPlace(position: chance.pick(counts), digest: digest)))
    }
    if chance.one(in: 3) { frames.append(.lease(lease(&chance))) }
    if isHostile, chance.one(in: 3) { frames.append(.wants(wants(&chance))) }
    for _ in 0..<(isHostile ? chance.below(3) : 0) { frames.append(try piece(&chance)) }
    let header = PacketHeader(
      id: chance.next(), sender: hub.name, epoch: 1, receiver: .station(own), dictionary: chance.one(in: 2) ? 0 : 1,
      forms: chance.one(in: 12) ? 0 : PacketHeader.newestForms)
    var writer = try PacketWriter(header)
    var bytes = writer.start
    for frame in frames { bytes += try FuzzTarget.appended(frame, to: &writer) }
    if let stamp {
      bytes += try writer.stamp(
        challenge: id, isSaid: false, next: chance.next(), time: clock.now, isLast: true, key: stamp)
    } else {
      bytes += try writer.proof(challenge: id, next: chance.next(), time: clock.now, key: hub.signing)
      bytes += try writer.end()
    }
    guard var loose = LoosePacket(bytes) else { throw Finding("a good packet could not be taken apart") }
    answers = Array((answers + [loose]).suffix(8))
    switch isHostile ? chance.below(8) : 0 {
    case 5, 6: loose.spoil(others: answers, &chance)
    case 7:
      Spoiling.spoil(&bytes, others: answers.map { $0.bytes() }, &chance)
      return bytes
    default: return bytes
    }
    return loose.bytes(key: hub.signing, shared: stamp.map { ($0, id) })
  }

  /// Returns how far the office has the journal.
  private func told(_ journal: StationJournal) -> Int {
    do {
      let heads = try office.journalHeads().filter { $0.station == journal.name && $0.epoch == 1 }
      return min(heads.first?.sequence ?? 0, journal.entries.count)
    } catch { return 0 }
  }

  private func written(by journal: StationJournal, _ isHostile: Bool, _ chance: inout SeededRandom) -> StationJournal {
    var journal = journal
    // A complete journal whose times run backwards is accepted, and `verify` reports it for ever, as it should.
    let onTime = journal.name != sender.name
    let about = chance.pick([journal.name, own, sender.name])
    let act = acts.pick(for: about, entries: 4, &chance)
    if isHostile {
      journal.write(act, others: acts.texts, at: clock.now, onTime: onTime, &chance)
    } else {
      journal.write(act, at: clock.now)
    }
    return journal
  }

  private let counts = [0, 1, 2, 3, 1 << 31, 1 << 53 - 1]

  private func somePosition(_ chance: inout SeededRandom) -> JournalHead {
    JournalHead(
      station: chance.pick([own, hub.name, sender.name]), epoch: chance.pick(counts), sequence: chance.pick(counts),
      hash: .zero)
  }

  private func hello(_ isHostile: Bool, _ chance: inout SeededRandom) -> Hello {
    var hello = Hello(held: [hub.position], cursor: .init(incarnation: incarnation, position: position))
    guard isHostile, chance.one(in: 3) else { return hello }
    for _ in 0...chance.below(3) { hello.held.append(somePosition(&chance)) }
    if chance.one(in: 3) {
      hello.cursor = .init(incarnation: chance.one(in: 2) ? incarnation : chance.next(), position: chance.pick(counts))
    }
    return hello
  }

  private func receipt(_ chance: inout SeededRandom) throws -> Frame {
    .receipt(
      try Receipt(
        incarnation: incarnation, held: somePosition(&chance), position: chance.pick(counts),
        time: chance.pick(counts + [clock.now]),
        key: hub.signing))
  }

  private func notice(_ chance: inout SeededRandom) -> Notice {
    let code = chance.pick([
      "audience", "act", "number", "gap", "fork", "full", "challenge", "signature", "evidence", "again", "x", "",
    ])
    let place = somePosition(&chance)
    return Notice(
      about: place.reference,
      position: chance.pick([0, 0, position + 1, 1 << 53 - 1]), code: code,
      words: Bilingual(chance.pick(SpoilingJSON.texts), chance.pick(SpoilingJSON.texts)))
  }

  private func lease(_ chance: inout SeededRandom) -> Lease {
    let book = WithheldBook(book: chance.pick(["den-2026", "", "x"]), until: chance.pick([0, 1 << 53 - 1]))
    return Lease(
      epoch: chance.pick([1, 0, 1 << 53 - 1]), asked: chance.pick([0, Int64(clock.now), 1 << 53 - 1]),
      days: chance.pick([0, 30, 90]), withheld: chance.one(in: 2) ? [] : [book, book])
  }

  private func wants(_ chance: inout SeededRandom) -> [Want] {
    [Want(file: .zero, pieces: chance.pick([1, 3, 5_000]), missing: [0, 1].prefix(1), begun: [0: 5])]
  }

  /// Returns a piece of an awaited content, if there is one.
  private func piece(_ chance: inout SeededRandom) throws -> Frame {
    let awaited = try office.awaited().compactMap { [UInt8](hexadecimal: $0.sha256).flatMap { Hash256($0) } }
    return .piece(
      Piece(
        file: awaited.isEmpty ? .zero : chance.pick(awaited), index: chance.pick([0, 0, 1, 1 << 53 - 1]),
        offset: chance.pick([0, 0, 1, 65_535, 65_536, 1 << 53 - 1]), bytes: chance.bytes(chance.anySize(upTo: 14))))
  }

  /// Checks that the office's own verification finds nothing except that a colleague gave numbers as it liked, which it
  /// rightly reports.
  func check() throws {
    let found = try office.verify().findings.filter { $0.kind != .book }
    try expect(found.isEmpty, "verify: \(found.first.map { "\($0.place): \($0.words.english)" } ?? "")")
  }
}
