import Crypto
import Exchange
import Foundation
import Records
import TestProvince
import TestSupport
import Testing
import Wording

@testable import Hub

/// A USB stick, or what a district collects for its communes.
struct FolderTests {
  let world = try! World()
  let folder = TemporaryFolder()

  private func put(_ station: TestStation, wanting: [Want] = []) throws {
    let packet = try SealedWriter.packet(
      station.parts(wanting: wanting, pieces: station.wantedPieces()), to: world.hub.keys.agreement.publicKey)
    try folder.write("vanthu/to-hub/\(station.name).vtp", packet)
  }

  /// Opens the answer as the station does.
  @discardableResult
  private func take(_ station: TestStation) throws -> [Frame] {
    var reader = SealedReader(key: station.agreement)
    reader.feed(try folder.read("vanthu/to-station/\(station.name).vtp"))
    var bytes: [UInt8] = []
    while let part = try reader.next() { bytes += part }
    return try station.take(bytes)
  }

  private func stations() throws -> [TestStation] {
    try [World.province, World.thucPhan, World.communes[8].id].map { organ in
      let station = TestStation(world, organ)
      try station.enrol(.first)
      return station
    }
  }

  @Test func oneStickCarriesManyStations() throws {
    let stations = try stations()
    let content = world.bytes(100_000)
    try stations[0].issues(1, to: [stations[1].organ, stations[2].organ], files: [stations[0].file(content)])
    try stations[1].note("Nông Thị Hương")
    for station in stations { try put(station) }
    let first = try world.hub.answerFolder(folder.path)
    #expect(first.answered == 3 && first.refused == 0 && first.entries == 2)
    for station in stations {
      let frames = try take(station)
      #expect(frames.last?.isEnd == true && frames.compactMap(\.notice).isEmpty)
    }
    #expect(stations.map(\.acknowledged) == [1, 1, 0])
    // The next round delivers the mail to those that were answered before it arrived, and the file.
    let count = Piece.count(in: content.count)
    let want = Want(file: Hash256(of: content), pieces: count, missing: 0..<count)
    for (index, station) in stations.enumerated() { try put(station, wanting: index == 1 ? [want] : []) }
    #expect(try world.hub.answerFolder(folder.path).entries == 0)
    for station in stations { try take(station) }
    #expect(stations.map(\.mail.count) == [0, 1, 1])
    #expect(stations[1].pieces.flatMap(\.bytes) == content)
  }

  @Test func answeringTheSameStickAgainChangesNothingMore() throws {
    let stations = try stations()
    try stations[0].issues(1, to: [stations[1].organ])
    for station in stations { try put(station) }
    _ = try world.hub.answerFolder(folder.path)
    let again = try world.hub.answerFolder(folder.path)
    #expect(again.answered == 3 && again.entries == 0)
    try take(stations[1])
    #expect(stations[1].mail.count == 1)
    #expect(try folder.names("vanthu/to-hub").count == 3)
    #expect(try folder.names("vanthu/to-station").count == 3)
  }

  @Test func nobodyReadsTheAnswerOfAnother() throws {
    let stations = try stations()
    for station in stations { try put(station) }
    _ = try world.hub.answerFolder(folder.path)
    var reader = SealedReader(key: stations[1].agreement)
    reader.feed(try folder.read("vanthu/to-station/\(stations[0].name).vtp"))
    #expect(throws: PacketRefusal.notOpened) { try reader.next() }
  }

  /// The answer to what the former key signed is sealed to the PC in its place, which would believe it.
  @Test func aReplacedPCIsNotToldSoOnAStick() throws {
    let station = try stations()[1]
    let old = station.signing
    station.signing = Curve25519.Signing.PrivateKey()
    try station.enrol(.replace, replaces: station.name)
    let new = station.signing
    station.signing = old
    try put(station)
    _ = try world.hub.answerFolder(folder.path)
    station.signing = new
    #expect(try take(station).compactMap(\.notice?.code) == ["challenge", "deliveries"])
    // One that was revoked has its own answer, which nobody else can open.
    try world.hub.revoke(station.name.description, reason: "máy bị mất")
    try put(station)
    _ = try world.hub.answerFolder(folder.path)
    #expect(try take(station).compactMap(\.notice?.code) == ["revoked"])
  }

  @Test func aPacketWithoutTheStationsProofIsGivenNoMail() throws {
    let stations = try stations()
    try stations[0].issues(1, to: [stations[1].organ])
    try stations[0].exchange()
    let packet = try SealedWriter.packet(
      stations[1].parts(prove: false), to: world.hub.keys.agreement.publicKey)
    try folder.write("vanthu/to-hub/x.vtp", packet)
    _ = try world.hub.answerFolder(folder.path)
    #expect(try take(stations[1]).compactMap(\.delivery).isEmpty)
  }

  @Test func whatIsForeignOrHalfThereGetsASentenceAndIsLeftAlone() throws {
    let stations = try stations()
    try stations[0].note("Nông Thị Hương")
    try put(stations[0])
    let whole = try folder.read("vanthu/to-hub/\(stations[0].name).vtp")
    try folder.write("vanthu/to-hub/a-cut.vtp", Array(whole.dropLast(30)))
    try folder.write("vanthu/to-hub/b-begun.vtp", Array(whole.prefix(20)))
    try folder.write("vanthu/to-hub/c-empty.vtp", [])
    try folder.write("vanthu/to-hub/d-foreign.vtp", "ảnh chụp")
    try folder.write("vanthu/to-hub/e.jpg", "ảnh chụp")
    var changed = whole
    changed[whole.count - 5] ^= 1
    try folder.write("vanthu/to-hub/f-changed.vtp", changed)
    let elsewhere = try SealedWriter.packet(
      stations[0].parts(), to: Curve25519.KeyAgreement.PrivateKey().publicKey)
    try folder.write("vanthu/to-hub/g-elsewhere.vtp", elsewhere)
    let stranger = TestStation(world, World.thucPhan)
    try folder.write(
      "vanthu/to-hub/h-unknown.vtp", try SealedWriter.packet(stranger.parts(), to: world.hub.keys.agreement.publicKey))
    let summary = try world.hub.answerFolder(folder.path)
    // Of three packets of one station the last is answered, which is damaged; the contents of the others are accepted.
    #expect(summary.answered == 0)
    #expect(summary.refused == 9 && summary.entries == 1)
    for name in ["a-cut", "b-begun", "c-empty", "d-foreign", "e.jpg", "f-changed", "g-elsewhere", "h-unknown"] {
      #expect(summary.lines.contains { $0.file.hasPrefix(name) }, "\(name)")
    }
    #expect(try folder.names("vanthu/to-hub").count == 9)
    #expect(try folder.names("vanthu/to-station") == ["\(stations[0].name).vtp"])
    try take(stations[0])
    #expect(stations[0].acknowledged == 1)
  }

  /// Whether the packet has a header that opens or not: what is not taken to its end is not counted as answered.
  @Test(arguments: ["cut early", "cut late", "changed", "revoked", "replaced"])
  func aPacketThatIsNotTakenToItsEndIsRefused(_ what: String) throws {
    let station = try stations()[1]
    let content = world.bytes(200_000)
    try station.issues(1, to: [World.province], files: [station.file(content)])
    try station.exchange(pieces: false)
    try station.note("Nông Thị Hương")
    if what == "replaced" {
      let old = station.signing
      station.signing = Curve25519.Signing.PrivateKey()
      try station.enrol(.replace, replaces: station.name)
      station.signing = old
    }
    try put(station)
    let name = "vanthu/to-hub/\(station.name).vtp"
    var packet = try folder.read(name)
    #expect(packet.count > 150_000)
    switch what {
    case "cut early": packet = Array(packet.prefix(200))
    case "cut late": packet = Array(packet.prefix(120_000))
    case "changed": packet[packet.count - 20_000] ^= 1
    case "revoked": try world.hub.revoke(station.name.description, reason: "máy bị mất")
    default: break
    }
    try folder.write(name, packet)
    let summary = try world.hub.answerFolder(folder.path)
    #expect(summary.answered == 0 && summary.refused == 1)
    #expect(summary.entries == (["cut late", "changed"].contains(what) ? 1 : 0))
    let words = summary.lines.first?.words.vietnamese ?? ""
    let expected =
      switch what {
      case "cut early": "bị cắt giữa chừng: nhận 0 mục"
      case "cut late": "bị cắt giữa chừng: nhận 1 mục"
      case "changed": "hỏng giữa chừng: nhận 1 mục"
      case "revoked": "trạm này đã bị thu hồi, không nhận gì"
      default: "có chữ ký không đúng: nhận 0 mục"
      }
    #expect(words.hasPrefix(expected), "\(words)")
    // The station is told all the same.
    #expect(try folder.names("vanthu/to-station") == ["\(station.name).vtp"])
  }

  @Test func aNewStationIsEnrolledByStick() throws {
    let station = TestStation(world, World.thucPhan)
    let code = try world.hub.code(for: World.thucPhan)
    let asked = try station.asks(.first, code, hub: world.hub.identity)
    try folder.write("vanthu/to-hub/\(station.name).enrol", asked.json)
    try folder.write("vanthu/to-hub/00000001.enrol", "{}")
    let summary = try world.hub.answerFolder(folder.path)
    #expect(summary.enrolled == 1 && summary.refused == 1)
    // The request is still there when the stick comes again, and is no new station.
    #expect(try world.hub.answerFolder(folder.path).enrolled == 0)
    let answer = try #require(EnrolmentAnswer(json: folder.read("vanthu/to-station/\(station.name).enrolled")))
    #expect(answer.isMade(with: asked.key, to: asked.request))
    var identity = world.hub.identity
    identity.takesFirstPackets = true
    #expect(HubIdentity(json: try folder.read("vanthu/hub.json")) == identity)
    #expect(RefusedAnswer(json: try folder.read("vanthu/to-station/00000001.enrolled")) != nil)
    // Its first packet needs no challenge.
    station.hubKey = world.hub.keys.signing.publicKey
    try station.note("Nông Thị Hương")
    try put(station)
    _ = try world.hub.answerFolder(folder.path)
    #expect(try take(station).compactMap(\.notice).isEmpty)
    #expect(station.acknowledged == 1)
  }

  @Test func aStickThatIsNotThereOrIsAnotherOneIsNotAnswered() throws {
    #expect(throws: HubRefusal.noPackets(folder.path)) { try world.hub.answerFolder(folder.path) }
    #expect(!folder.has("vanthu"))
    let none = folder.path + "/none"
    #expect(throws: HubRefusal.noStick(none)) { try world.hub.answerFolder(none) }
  }

  @Test func aStickOnWhichNobodyWroteYetIsNothingToAnswer() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/vanthu/to-hub", withIntermediateDirectories: true)
    let summary = try world.hub.answerFolder(folder.path)
    #expect(summary.answered == 0 && summary.lines.isEmpty)
    #expect(!folder.has("vanthu/to-station"))
  }
}
