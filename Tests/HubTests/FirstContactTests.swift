import Crypto
import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// How a station proves which one it is, and that it speaks now.
struct FirstContactTests {
  let world = try! World()

  private func enrolled() throws -> TestStation {
    let station = TestStation(world, World.thucPhan)
    try station.enrol(.first)
    return station
  }

  @Test func theFirstPacketIsTakenAndAskedToProveItselfAnew() throws {
    let station = try enrolled()
    try station.note("Nông Thị Hương")
    let first = try station.send(station.packet())
    #expect(first.compactMap(\.acknowledged).map(\.sequence) == [1])
    #expect(first.compactMap { $0.notice?.code } == ["challenge", "deliveries"])
    #expect(first.compactMap(\.hello).first?.cursor == nil)
    #expect(first.last?.isEnd == true)
    let second = try station.send(station.packet())
    #expect(second.compactMap(\.notice).isEmpty)
    #expect(second.compactMap(\.hello).first?.cursor?.incarnation == world.hub.incarnation)
  }

  @Test func aPacketRecordedOnTheLineIsGivenNothingOfTheMailbox() throws {
    let sender = try world.station(World.province)
    let station = try world.station(World.thucPhan)
    let recorded = try station.packet()
    try station.send(recorded)
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    for _ in 1...2 {
      let again = try station.send(recorded)
      #expect(again.compactMap(\.delivery).isEmpty && again.compactMap(\.run).isEmpty)
      #expect(again.compactMap { $0.notice?.code } == ["challenge", "deliveries"])
    }
    #expect(try station.exchange().compactMap(\.delivery).count == 1)
  }

  @Test func aStationNoneOfWhoseAnswersArriveStaysGood() throws {
    let station = try world.station(World.thucPhan)
    for _ in 1...5 { _ = try station.raw(station.packet()) }
    #expect(try station.send(station.packet()).compactMap(\.notice).isEmpty)
  }

  @Test func aProofByAnotherKeyIsNoProof() throws {
    let station = try world.station(World.thucPhan)
    let thief = try world.station(World.province)
    thief.name = station.name
    thief.challenge = station.challenge
    let answer = try thief.send(thief.packet())
    #expect(answer.compactMap { $0.notice?.code } == ["challenge", "deliveries"])
    #expect(answer.compactMap(\.run).isEmpty)
  }

  @Test func anUnknownStationIsRefusedBeforeAnythingOfItIsTaken() throws {
    let stranger = TestStation(world, World.thucPhan)
    try stranger.note("Ai đó")
    #expect(throws: HubRefusal.unknownStation(stranger.name.description)) { try stranger.raw(stranger.packet()) }
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entries") } == 0)
  }

  @Test func aRevokedStationIsToldSoAndNothingOfItIsTaken() throws {
    let station = try world.station(World.thucPhan)
    try station.exchange()
    try station.note("Nông Thị Hương")
    try world.hub.revoke(station.name.description, reason: "máy bị mất")
    let before = try entries()
    for _ in 1...2 {
      let answer = try station.exchange()
      #expect(answer.compactMap(\.notice?.code) == ["revoked"])
      #expect(answer.compactMap(\.run).isEmpty && answer.contains { if case .proof = $0 { true } else { false } })
    }
    #expect(try entries() == before)
  }

  /// The PC that was repaired, or woke up, after another one had taken its name.
  @Test func soIsThePCWhoseNameAnotherOneHas() throws {
    let station = try world.station(World.thucPhan)
    try station.exchange()
    let old = station.signing
    let new = Curve25519.Signing.PrivateKey()
    station.signing = new
    try station.enrol(.replace, replaces: station.name)
    let before = try entries()
    station.signing = old
    try station.note("Nông Thị Hương")
    #expect(try station.exchange().compactMap(\.notice?.code) == ["replaced"])
    #expect(try entries() == before)
    // Nobody else is told that: who cannot sign with an earlier key is only asked to prove itself.
    station.signing = Curve25519.Signing.PrivateKey()
    let codes = try station.exchange().compactMap(\.notice?.code)
    #expect(codes.contains("challenge") && !codes.contains("replaced"))
    // The PC in its place goes on.
    station.signing = new
    #expect(try !station.exchange().compactMap(\.notice?.code).contains("replaced"))
  }

  private func entries() throws -> Int {
    try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entries")! }
  }

  @Test func theAnswerNamesThePacketItAnswersAndIsSignedByTheHub() throws {
    let station = try world.station(World.thucPhan)
    let packet = try station.packet()
    var mine = PacketReader()
    mine.feed(packet)
    _ = try mine.next()
    let frames = try station.send(packet)
    let proof = frames.compactMap { if case .proof(let proof) = $0 { proof } else { nil } }.first
    #expect(proof?.challenge == mine.header?.id)
    #expect(proof?.time == world.now)
  }

  @Test func everyStationHoldsTheHubsJournal() throws {
    let station = try world.station(World.thucPhan)
    _ = try world.station(World.province)
    try station.exchange()
    let acts = try station.others.map { try StoredAct.act(from: $0.act) }
    #expect(acts.count == 2)
    guard case .stationEnrolled(let act) = acts[0], act.organ == World.thucPhan else { return #expect(Bool(false)) }
    #expect(act.station == station.name.description)
    #expect(try station.exchange().compactMap(\.run).isEmpty)
  }
}
