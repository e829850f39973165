import Crypto
import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// What the hub accepts of a packet that was repeated, cut, put out of order or forged.
struct TakingTests {
  let world = try! World()
  let station: TestStation

  init() throws { station = try world.station(World.thucPhan) }

  private func held() throws -> Int {
    try world.hub.read {
      try Journals.head(JournalName(station: station.name, epoch: station.epoch), $0)?.sequence ?? 0
    }
  }

  private func count(_ table: String) throws -> Int {
    try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
  }

  @Test func whatWasTakenOnceChangesNothingTheSecondTime() throws {
    try station.issues(1, to: [World.province])
    try station.note("Nông Thị Hương")
    try station.exchange()
    let before = try (count("entries"), count("seals"), count("mailboxes"), count("numbers"))
    let again = try station.send(station.packet(from: 1))
    #expect(again.compactMap(\.acknowledged).map(\.sequence) == [2])
    #expect(again.compactMap(\.receipt).isEmpty)
    #expect(try (count("entries"), count("seals"), count("mailboxes"), count("numbers")) == before)
  }

  @Test func theHubSignsWhatItHoldsWhenTheJournalHasGrown() throws {
    try station.note("Nông Thị Hương")
    let receipt = try #require(try station.exchange().compactMap(\.receipt).first)
    #expect(receipt.isSigned(by: station.hubKey!))
    #expect(receipt.held.sequence == 1 && receipt.held.hash == station.hashes[0])
    #expect(receipt.incarnation == world.hub.incarnation && receipt.time == world.now)
  }

  @Test func aPacketFedByteForByteIsTakenAsWell() throws {
    for number in 1...20 { try station.issues(number, to: [World.province]) }
    let frames = try station.send(station.packet(), feeding: 1)
    #expect(frames.last?.isEnd == true)
    #expect(try held() == 20)
  }

  @Test func acknowledgementsGoOutWhileThePacketComesIn() throws {
    for number in 1...3 { try station.note("Người \(number)") }
    let parts = try station.parts(frames: Batch.sign(station.run(from: 1), key: station.signing).frames)
    let answer = world.hub.answer(over: .line)
    let start = try answer.feed(Array(parts.dropLast().joined()))
    var reader = PacketReader()
    reader.feed(start)
    #expect(try reader.next()?.acknowledged?.sequence == 3)
  }

  @Test(arguments: [0, 1, 2])
  func aPacketCutAnywhereLeavesAStateTheNextOneGoesOnFrom(seed: Int) throws {
    let reader = try world.station(World.province)
    let content = world.bytes(70_000)
    let file = station.file(content)
    for number in 1...15 { try station.issues(number, to: [World.province], files: number == 7 ? [file] : nil) }
    try station.exchange(pieces: false)
    try station.issues(16, to: [World.province])
    for number in 17...20 { try station.issues(number, to: [World.province]) }
    for _ in 1...12 {
      let packet = try station.packet(pieces: station.wantedPieces())
      let cut = Int(world.random() % UInt64(packet.count))
      let answer = world.hub.answer(over: .line)
      var bytes = try answer.feed(Array(packet[..<cut]))
      if seed % 2 == 0 {
        answer.cut()
      } else if answer.member != nil {
        try answer.finish { bytes += $0 }
      }
      // Of the answer, too, a part may arrive.
      if !bytes.isEmpty { try station.take(Array(bytes.prefix(Int(world.random() % UInt64(bytes.count + 1))))) }
      if seed > 1 { try station.issues(station.entries.count + 1, to: [World.province]) }
    }
    try station.exchange()
    try station.exchange()
    #expect(try held() == station.entries.count)
    try reader.exchange()
    #expect(reader.mail.count == station.entries.count)
    #expect(try world.hub.read { try Contents.isHeld(Hash256(of: content), $0) })
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func entriesBehindAHoleAreNotTakenAndTheStationIsToldWhereToGoOn() throws {
    for number in 1...5 { try station.note("Người \(number)") }
    let frames = try station.send(station.packet(from: 3))
    #expect(frames.compactMap { $0.notice?.code } == ["gap"])
    #expect(try held() == 0)
    try station.exchange()
    #expect(try held() == 5)
  }

  @Test func anotherEntryOfTheSameNameIsNotTakenAnyFurther() throws {
    try station.note("Nông Thị Hương")
    try station.exchange()
    station.entries = []
    station.hashes = []
    try station.note("Bế Văn Đàn")
    try station.note("Bế Văn Đàn hai")
    let frames = try station.send(station.packet(from: 1))
    #expect(frames.compactMap { $0.notice?.code } == ["fork"])
    #expect(try held() == 1)
    // A batch of known names only is checked, too.
    station.entries.removeLast()
    station.hashes.removeLast()
    #expect(try station.send(station.packet(from: 1)).compactMap { $0.notice?.code } == ["fork"])
    let forged = try Batch.sign(station.run(from: 1), key: station.signing)
    guard case .fork = try world.hub.receive(forged, of: station.organ) else {
      Issue.record("another entry of a known name was passed over")
      return
    }
    // The other journals of the station continue.
    let from = EntryReference(station: station.name, epoch: 1, sequence: 1)
    station.epoch = 2
    station.entries = []
    station.hashes = []
    try station.does(.epochBegun(.init(from: from)))
    station.acknowledged = 0
    #expect(try station.send(station.packet()).compactMap(\.notice).isEmpty)
    #expect(try held() == 1)
  }

  @Test func aSealThatDoesNotHoldEndsTheReading() throws {
    try station.note("Nông Thị Hương")
    let good = try Batch.sign(station.run(from: 1), key: station.signing)
    try station.note("Bế Văn Đàn")
    let forged = try Batch.sign(station.run(from: 2), key: Curve25519.Signing.PrivateKey())
    try station.note("Lý Văn Ba")
    let later = try Batch.sign(station.run(from: 3), key: station.signing)
    let packet = Array(try station.parts(frames: good.frames + forged.frames + later.frames).joined())
    let frames = try station.send(packet)
    #expect(frames.compactMap { $0.notice?.code } == ["signature"])
    #expect(try held() == 1)
    #expect(frames.last?.isEnd == true)
  }

  @Test func entriesWithoutASealAreNotTaken() throws {
    try station.note("Nông Thị Hương")
    let frames = try Batch.sign(station.run(from: 1), key: station.signing).frames
    try station.send(Array(station.parts(frames: Array(frames.dropLast())).joined()))
    #expect(try held() == 0)
  }

  @Test func anotherStationsEntriesAreTakenWhenItsSealHolds() throws {
    let other = try world.station(World.province)
    try other.note("Hoàng Thị Lan")
    let batch = try Batch.sign(other.run(from: 1), key: other.signing)
    let frames = try station.send(Array(station.parts(frames: batch.frames).joined()))
    #expect(frames.compactMap(\.acknowledged).map(\.station) == [other.name])
    #expect(try world.hub.read { try Journals.head(JournalName(station: other.name, epoch: 1), $0)?.sequence } == 1)
    try world.hub.revoke(other.name.description, reason: "máy mất")
    try other.note("kẻ trộm")
    let revoked = try Batch.sign(other.run(from: 2), key: other.signing)
    let thieves = try station.send(Array(station.parts(frames: revoked.frames).joined()))
    #expect(thieves.compactMap { $0.notice?.code } == ["signature"])
    let stranger = TestStation(world, World.province)
    try stranger.note("Ai đó")
    let unknown = try Batch.sign(stranger.run(from: 1), key: stranger.signing)
    let refused = try station.send(Array(station.parts(frames: unknown.frames).joined()))
    #expect(refused.compactMap { $0.notice?.code } == ["signature"])
  }

  @Test func anActTheHubCannotReadIsHeldAndReturned() throws {
    station.writes(#"{"fromTheFuture":{"what":"điều chưa có"}}"#)
    try station.issues(2, to: [World.province])
    let frames = try station.exchange()
    let notice = try #require(frames.compactMap(\.notice).first)
    #expect(notice.code == "act" && notice.entry.sequence == 1 && notice.position == 1)
    #expect(try held() == 2)
    #expect(try count("mailboxes") == 2)
  }

  @Test func aNewerPacketFencesTheOlderOneOff() throws {
    for number in 1...3 { try station.note("Người \(number)") }
    let old = try station.parts()
    let stale = world.hub.answer(over: .line)
    _ = try stale.feed(Array(old.dropLast(2).joined()))
    try station.exchange()
    #expect(throws: HubRefusal.fenced(station.name.description)) { try stale.feed(Array(old.suffix(2).joined())) }
    stale.cut()
    #expect(try held() == 3)
  }

  @Test func aDamagedPacketIsGoodUpToTheDamage() throws {
    for number in 1...2 { try station.note("Người \(number)") }
    let first = try Batch.sign(station.run(from: 1, to: 1), key: station.signing)
    let second = try Batch.sign(station.run(from: 2), key: station.signing)
    var packet = Array(try station.parts(frames: first.frames + second.frames).joined())
    packet[packet.count - 120] ^= 1
    let answer = world.hub.answer(over: .line)
    #expect(throws: PacketRefusal.self) { try answer.feed(packet) }
    #expect(try held() == 1)
  }

  @Test func whatIsNoPacketOrForSomebodyElseIsRefused() throws {
    #expect(throws: PacketRefusal.notAPacket) { try world.hub.answer(over: .line).feed(Array("GET / HTTP".utf8)) }
    #expect(throws: PacketRefusal.notAPacket) { try world.hub.answer(over: .line).finish { _ in } }
    let header = PacketHeader(id: 1, sender: station.name, epoch: 1, receiver: .station(station.name))
    let packet = try PacketWriter.packet(header, [])
    #expect(throws: HubRefusal.notForHub) { try world.hub.answer(over: .line).feed(packet) }
  }

  /// Anyone can write a station's name: only a proof counts as a visit.
  @Test func aPacketWithoutProofIsNoVisit() throws {
    try station.exchange()
    let before = world.now
    world.now += 60_000
    let header = PacketHeader(id: 1, sender: station.name, epoch: 1, receiver: .hub)
    let answer = world.hub.answer(over: .line)
    _ = try answer.feed(try PacketWriter.packet(header, []))
    try answer.finish { _ in }
    #expect(try world.hub.figures().stations.map(\.lastContact) == [before])
    try station.exchange()
    #expect(try world.hub.figures().stations.map(\.lastContact) == [world.now])
  }

  @Test func whoWasHereLongAgoIsForgottenAndTheLastVisitIsNot() throws {
    try station.exchange()
    world.now += 500 * 86_400_000
    #expect(try world.hub.figures().stations.map { $0.lastContact != nil } == [true])
    for _ in 0..<3 { try station.exchange() }
    let visits = try world.hub.database.read { try Int.fetchOne($0, sql: "SELECT min(time) FROM contacts") }
    #expect(visits == world.now)
  }

  @Test(arguments: ["act", "clerk"])
  func whatNoJournalHoldsIsNotTaken(_ what: String) throws {
    var entry = StoredEntry(
      station: station.name, epoch: 1, sequence: 1, time: HybridTime(milliseconds: 1), day: Day(2026, 11, 20),
      clerk: "Nông Thị Hương", act: #"{"clerkNamed":{"name":"x"}}"#)
    if what == "act" { entry.act = "{\u{0}}" } else { entry.clerk = "Nông\u{0}Hương" }
    let run = EntryRun(previous: .zero, entries: [entry])
    let batch = try Batch.sign(run, key: station.signing)
    let packet = Array(try station.parts(frames: batch.frames).joined())
    #expect(try station.send(packet).compactMap { $0.notice?.code } == ["signature"])
    #expect(try held() == 0)
  }

  /// The colleagues of such a station would mistake it for damage of their own file.
  @Test(arguments: [
    "time stands still", "time goes back", "an epoch out of nothing", "an epoch that goes on from another station",
    "an epoch nobody reaches",
  ])
  func whatBreaksTheOrderOfJournalsIsNotTaken(_ what: String) throws {
    try station.note("Nông Thị Hương")
    try station.exchange()
    let before = try count("entries")
    var entry = station.entries[0]
    let previous = station.hashes[0]
    switch what {
    case "time stands still": entry.sequence = 2
    case "time goes back": (entry.sequence, entry.time) = (2, HybridTime(milliseconds: 1))
    case "an epoch out of nothing": entry.epoch = 2
    case "an epoch nobody reaches":
      entry.epoch = EntryReference.highestEpoch + 1
      entry.act = try StoredAct.text(of: .epochBegun(.init(from: station.entries[0].reference)))
    default:
      entry.epoch = 2
      entry.act = try StoredAct.text(
        of: .epochBegun(.init(from: EntryReference(station: StationName("00000001")!, epoch: 1, sequence: 1))))
    }
    let batch = try Batch.sign(EntryRun(previous: previous, entries: [entry]), key: station.signing)
    let packet = Array(try station.parts(frames: batch.frames).joined())
    #expect(try station.send(packet).compactMap { $0.notice?.code } == ["signature"])
    #expect(try held() == 1 && count("entries") == before)
    // The journal itself continues.
    try station.note("Bế Văn Đàn")
    try station.exchange()
    #expect(try held() == 2)
  }

  /// Compressed better than this program does, it fits into a frame on its way here, and into none on its way on.
  @Test func whatCouldNotBeGivenOnIsNotTaken() throws {
    try station.note("Nông Thị Hương")
    try station.exchange()
    let noise = world.bytes(45_000).map { String($0, radix: 16) }.joined()
    station.writes("{\"clerkNamed\":{\"name\":\"\(noise)\"}}")
    let batch = try Batch.sign(station.run(from: 2), key: station.signing)
    guard case .disorder = try world.hub.receive(batch, of: station.organ) else {
      Issue.record("the hub holds what it cannot give")
      return
    }
    #expect(try held() == 1)
    station.entries.removeLast()
    station.hashes.removeLast()
    // What compresses well is as long as a payload may be.
    station.writes("{\"clerkNamed\":{\"name\":\"\(String(repeating: "dài ", count: 40_000))\"}}")
    #expect(try station.exchange().compactMap { $0.notice?.code }.allSatisfy { $0 == "field" })
    #expect(try held() == 2)
  }

  /// Sends a batch of one entry that begins an epoch.
  private func begins(_ epoch: Int, from: EntryReference? = nil, after previous: Hash256 = .zero) throws -> [String] {
    let act: Act = from.map { .epochBegun(.init(from: $0)) } ?? .clerkNamed(.init(name: "A"))
    let entry = StoredEntry(
      station: station.name, epoch: epoch, sequence: 1, time: HybridTime(milliseconds: Int64(world.now)),
      day: Day(2026, 11, 20), clerk: "Nông Thị Hương", act: try StoredAct.text(of: act))
    let batch = try Batch.sign(EntryRun(previous: previous, entries: [entry]), key: station.signing)
    return try station.send(Array(station.parts(frames: batch.frames).joined())).compactMap { $0.notice?.code }
  }

  @Test func aJournalBeginsFromNothingOnce() throws {
    #expect(try begins(5) == [])
    for epoch in [3, 7] { #expect(try begins(epoch) == ["signature"]) }
  }

  /// After the hub was rolled back, a station sends a later epoch first, if it was informed that the earlier one is
  /// held.
  @Test func theFirstEpochMayComeBehindThoseThatGoOnFromIt() throws {
    #expect(try begins(9, from: EntryReference(station: station.name, epoch: 3, sequence: 1)) == [])
    #expect(try begins(3) == [])
    #expect(try begins(2) == ["signature"])
  }

  @Test func aStationBeginsFewEpochsADayAndNotTooManyEver() throws {
    try station.note("Nông Thị Hương")
    try station.exchange()
    let first = station.entries[0].reference
    var epoch = 1
    func begin(_ count: Int) throws -> [String] {
      try (0..<count).flatMap { _ in
        epoch += 1
        return try begins(epoch, from: first)
      }
    }
    #expect(try begin(JournalOrder.mostEpochsADay - 1) == [])
    #expect(try begin(1) == ["allowance"])
    while try count("journals WHERE station = '\(station.name)'") < JournalOrder.mostEpochs {
      world.now += 86_400_001
      #expect(try begin(JournalOrder.mostEpochsADay) == [])
    }
    world.now += 86_400_001
    #expect(try begin(1) == ["allowance"])
  }

  @Test(arguments: 0..<12)
  func framesOutOfTurnSpoilNothing(seed: Int) throws {
    let content = world.bytes(40_000)
    for number in 1...12 {
      try station.issues(number, to: [World.province], files: number == 2 ? [station.file(content)] : nil)
    }
    var frames: [Frame] = []
    for first in stride(from: 1, through: 12, by: 4) {
      frames += try Batch.sign(station.run(from: first, to: first + 3), key: station.signing).frames
    }
    let hash = Hash256(of: content)
    for offset in stride(from: 0, to: content.count, by: 8_000) {
      frames.append(
        .piece(
          Piece(
            file: hash, index: 0, offset: offset, bytes: Array(content[offset..<min(offset + 8_000, content.count)]))))
    }
    frames += [.hello(Hello(held: [], cursor: Hello.Cursor(incarnation: 1, position: 99), room: 1)), .wants([])]
    for _ in 0...seed { _ = world.random() }
    for _ in 1...3 {
      // Some twice, some not at all, in any order.
      var mixed = frames + frames.prefix(5)
      for place in mixed.indices { mixed.swapAt(place, Int(world.random() % UInt64(mixed.count))) }
      mixed.removeLast(Int(world.random() % 4))
      try station.send(Array(station.parts(frames: mixed).joined()))
    }
    try station.exchange(pieces: false)
    try station.exchange()
    #expect(try held() == 12)
    #expect(try count("mailboxes") == 12)
    #expect(try world.hub.read { try Contents.isHeld(hash, $0) })
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func aHelloWithoutEndIsRefused() throws {
    let hello = Hello(
      held: (1...700).map { JournalHead(station: station.name, epoch: $0, sequence: 1, hash: station.world.hashOf($0)) }
    )
    let packet = try PacketWriter.packet(
      PacketHeader(id: 1, sender: station.name, epoch: 1, receiver: .hub), Array(repeating: .hello(hello), count: 40))
    #expect(throws: HubRefusal.tooMuch) { try world.hub.answer(over: .line).feed(packet) }
  }
}

extension World {
  func hashOf(_ number: Int) -> Hash256 { Hash256(of: Array("\(number)".utf8)) }
}
