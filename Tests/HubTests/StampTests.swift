import Crypto
import Exchange
import Records
import TestProvince
import Testing

@testable import Hub

/// A station that knows the hub proves itself by the key they share, and says its hello in short.
struct StampTests {
  let world = try! World()

  private func brief(_ organ: Organ.ID = World.thucPhan) throws -> TestStation {
    let station = try world.station(organ)
    station.isBrief = true
    return station
  }

  /// An answer that gives nothing, and asks for a signature.
  private func isAskedToSign(_ answer: [Frame]) -> Bool {
    let notices = answer.compactMap { $0.notice?.code }
    return notices == ["challenge", "deliveries"] && answer.compactMap(\.delivery).isEmpty
      && answer.compactMap(\.stamp).isEmpty && answer.compactMap(\.proof).count == 1
      && answer.compactMap(\.hello).first?.cursor == nil
  }

  private func hasLease(_ answer: [Frame]) -> Bool { answer.contains { if case .lease = $0 { true } else { false } } }

  @Test func everyAnswerSaysWhatTheHubUnderstands() throws {
    let station = try world.station(World.thucPhan)
    let read = try PacketReader.read(station.raw(station.packet()))
    #expect(read.header?.forms == PacketHeader.newestForms)
    #expect(read.frames.compactMap(\.stamp).isEmpty && read.frames.compactMap(\.brief).isEmpty, "it did not ask so")
  }

  @Test func whereNothingIsNewTheTwoPacketsAreShort() throws {
    let station = try brief()
    try station.note("Nông Thị Hương")
    try station.exchange()
    let packet = try station.packet()
    let answer = try station.raw(packet)
    let frames = try station.take(answer)
    #expect(frames.compactMap(\.brief) == [.init(otherwise: [], incarnation: nil, end: nil)])
    #expect(frames.last?.stamp?.isLast == true && hasLease(frames))
    #expect(packet.count + answer.count <= 250, "\(packet.count) + \(answer.count)")
  }

  @Test func itIsGivenItsMailAndItsEntriesAreTaken() throws {
    let (sender, station) = (try world.station(World.province), try brief())
    sender.isBrief = true
    try sender.issues(1, to: [World.thucPhan])
    #expect(try sender.exchange().compactMap(\.acknowledged).map(\.sequence) == [1])
    #expect(sender.acknowledged == 1)
    let answer = try station.exchange()
    #expect(answer.compactMap(\.delivery).count == 1 && station.mail.count == 1)
    #expect(answer.compactMap(\.brief).first?.end == 1)
    #expect(try station.exchange().compactMap(\.delivery).isEmpty, "it said up to where it had read")
  }

  @Test func aPacketRecordedOnTheLineIsGivenNothing() throws {
    let (sender, station) = (try world.station(World.province), try brief())
    let recorded = try station.packet()
    try station.send(recorded)
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    for _ in 1...2 {
      let again = try station.send(recorded)
      #expect(again.compactMap(\.delivery).isEmpty && again.compactMap(\.run).isEmpty)
      #expect(again.compactMap { $0.notice?.code } == ["challenge", "deliveries"])
      // Who knows the key is told so by the key; it is no answer to another packet.
      #expect(again.last?.stamp?.isLast == true)
    }
    #expect(try station.exchange().compactMap(\.delivery).count == 1)
  }

  @Test func anAnswerHoldsForNoOtherPacket() throws {
    let station = try brief()
    let answer = try station.raw(station.packet())
    _ = try station.packet()
    #expect(throws: PacketRefusal.self) { try station.take(answer) }
  }

  @Test func whoHasNotTheKeyIsAskedToSign() throws {
    let (sender, station, thief) = (try world.station(World.province), try brief(), try brief("so-noi-vu"))
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    let own = thief.name
    (thief.name, thief.challenge) = (station.name, station.challenge)
    #expect(isAskedToSign(try thief.send(thief.packet())))
    // Neither the key of another station, nor that of the other direction.
    thief.name = own
    for key in [thief.shared?.toHub, station.shared?.toStation].compactMap(\.self) {
      var writer = try PacketWriter(PacketHeader(id: world.random(), sender: station.name, epoch: 1, receiver: .hub))
      var packet = writer.start
      packet += try writer.stamp(
        challenge: station.challenge, isSaid: true, next: 0, time: world.now, isLast: true, key: key)
      #expect(isAskedToSign(try PacketReader.read(station.raw(packet)).frames))
    }
    #expect(try station.exchange().compactMap(\.delivery).count == 1)
  }

  @Test func aWrongChallengeIsNotAnswered() throws {
    let station = try brief()
    station.challenge &+= 1
    let answer = try station.send(station.packet())
    #expect(answer.compactMap { $0.notice?.code } == ["challenge", "deliveries"])
    #expect(!hasLease(answer))
    #expect(try station.send(station.packet()).compactMap(\.notice).isEmpty, "the answer told it the right one")
  }

  /// Nobody can ask for a signature there; so it is the only proof that counts.
  @Test(arguments: [Transport.folder, .mail]) func onAStickAndByMailItIsNoProof(_ way: Transport) throws {
    let (sender, station) = (try world.station(World.province), try brief())
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    let frames = try SealedReader.read(
      world.hub.answer(
        to: SealedWriter.packet(try station.parts(), to: world.hub.keys.agreement.publicKey), over: way),
      key: station.agreement
    ).frames
    #expect(isAskedToSign(frames))
    #expect(!frames.contains { $0.delivery != nil })
  }

  @Test func aRevokedStationIsToldSo() throws {
    let station = try brief()
    try world.hub.revoke(station.name.description, reason: "Mất máy")
    #expect(try station.send(station.packet()).compactMap { $0.notice?.code } == ["revoked"])
  }

  /// The PC that was replaced knows no shared key any more, and is told why when it has signed.
  @Test func aReplacedPCIsAskedToSignAndToldThen() throws {
    let station = try brief()
    try station.note("Nông Thị Hương")
    try station.exchange()
    let new = TestStation(world, World.thucPhan)
    try new.enrol(.replace, replaces: station.name)
    #expect(isAskedToSign(try station.send(station.packet())))
    station.isBrief = false
    #expect(try station.send(station.packet()).compactMap { $0.notice?.code } == ["replaced"])
  }

  @Test func anotherHistoryIsFoundByTheBeginningOfItsHash() throws {
    let station = try brief()
    try station.note("Nông Thị Hương")
    try station.exchange()
    station.journal.entries.removeAll()
    station.journal.hashes.removeAll()
    try station.note("Ai khác")
    let answer = try station.send(station.packet(from: 2))
    #expect(answer.compactMap { $0.notice?.code } == ["fork"])
  }

  @Test func aSecondHelloOrOneAfterTheProofDoesNotCount() throws {
    let station = try brief()
    let shared = try #require(station.shared)
    func hello(_ sequence: Int) -> Frame {
      let held = BriefHello.Held(journal: JournalName(station: station.name, epoch: 1), sequence: sequence, start: 0)
      return .brief(.station(.init(held: [held], cursor: station.cursor, digest: .empty, room: nil)))
    }
    var writer = try PacketWriter(PacketHeader(id: world.random(), sender: station.name, epoch: 1, receiver: .hub))
    var packet = writer.start + (try writer.append(hello(0)).joined()) + (try writer.append(hello(5)).joined())
    packet += try writer.stamp(
      challenge: station.challenge, isSaid: true, next: 0, time: world.now, isLast: false, key: shared.toHub)
    packet += try writer.append(hello(6)).joined() + (try writer.stampedEnd())
    let answer = try PacketReader.read(station.raw(packet)).frames
    #expect(answer.compactMap(\.brief).first?.otherwise == [], "it said 0, and the hub holds 0")
  }
}
