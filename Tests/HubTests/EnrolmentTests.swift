import Exchange
import Records
import TestProvince
import Testing

@testable import Hub

/// How a station is enrolled, and which ones are not.
struct EnrolmentTests {
  let world = try! World()

  private func code() throws -> EnrolmentCode { try world.hub.code(for: World.thucPhan) }

  @Test func aCodeIsReadOutWithoutConfusion() throws {
    let code = EnrolmentCode(chance: 0x0FED_CBA9_8765_4321, 0x0123_4567_89AB_CDEF)
    #expect(code.description.count == 29 && code.text.count == 24 && code.isWhole)
    #expect(EnrolmentCode(code.description.lowercased()) == code)
    #expect(EnrolmentCode(String(code.description.prefix(14))) == code.short && !code.short.isWhole)
    #expect(EnrolmentCode("oIl0 0000 0000")?.text == "011000000000")
    let wrong = ["", "7KQ2-M0XD", "7KQ2-M0XD-9TRU", "7KQ2-M0XD-9TRA-1", "7KQ2-M0XD-9TRA-4GGS-S60R", "đđđđ-đđđđ-đđđđ"]
    for wrong in wrong { #expect(EnrolmentCode(wrong) == nil) }
  }

  @Test func bothSidesKnowEachOtherByTheCode() throws {
    let station = TestStation(world, World.thucPhan)
    let code = try code()
    let answer = try world.hub.enrol(station.request(.first, code))
    #expect(answer.isMade(with: code) && !answer.isMade(with: EnrolmentCode(chance: 1, 1)))
    #expect(answer.organ.id == World.thucPhan && answer.station == station.name.description)
    #expect(answer.stations.map(\.station) == [answer.station])
    #expect(answer.hub.signingKey == world.hub.keys.signing.publicKey.rawRepresentation.hexadecimal)
    var changed = answer
    changed.hub.signingKey = String(repeating: "0", count: 64)
    #expect(!changed.isMade(with: code))
  }

  @Test func theSameRequestAgainGetsTheSameAnswer() throws {
    let station = TestStation(world, World.thucPhan)
    let request = station.request(.first, try code())
    let first = try world.hub.enrol(json: request.json)
    let second = try world.hub.enrol(json: request.json)
    #expect(!first.isRefusal && first.json == second.json)
    #expect(try world.hub.figures().stations.count == 1)
  }

  @Test func aCodeIsGoodForOneStation() throws {
    let code = try code()
    _ = try world.hub.enrol(TestStation(world, World.thucPhan).request(.first, code))
    #expect(throws: EnrolmentRefusal.used) {
      try world.hub.enrol(TestStation(world, World.thucPhan).request(.join, code))
    }
  }

  @Test func aCodeIsGoodForSevenDays() throws {
    let code = try code()
    world.now += 7 * 86_400_000
    #expect(throws: EnrolmentRefusal.expired) {
      try world.hub.enrol(TestStation(world, World.thucPhan).request(.first, code))
    }
  }

  @Test func aRequestThatWasChangedOnTheWayIsRefused() throws {
    let code = try code()
    var request = TestStation(world, World.thucPhan).request(.first, code)
    request.signingKey = String(repeating: "a", count: 64)
    #expect(throws: EnrolmentRefusal.wrongCode) { try world.hub.enrol(request) }
    var lines = TestStation(world, World.thucPhan).request(.first, code)
    lines.name = "a\nb"
    #expect(!lines.isMade(with: code))
  }

  @Test func firstIsFirstAndJoiningNeedsSomebodyToJoin() throws {
    #expect(throws: EnrolmentRefusal.nobodyToJoin("UBND phường Thục Phán")) {
      try world.hub.enrol(TestStation(world, World.thucPhan).request(.join, code()))
    }
    #expect(throws: EnrolmentRefusal.nobodyToJoin("UBND phường Thục Phán")) {
      try world.hub.enrol(TestStation(world, World.thucPhan).request(.replace, code()))
    }
    _ = try world.station(World.thucPhan)
    #expect(throws: EnrolmentRefusal.notFirst("UBND phường Thục Phán")) {
      try world.hub.enrol(TestStation(world, World.thucPhan).request(.first, code()))
    }
  }

  @Test func aNameNobodyElseHas() throws {
    let first = try world.station(World.thucPhan)
    let second = TestStation(world, World.thucPhan)
    second.name = first.name
    #expect(throws: EnrolmentRefusal.nameTaken(first.name.description)) {
      try world.hub.enrol(second.request(.join, code()))
    }
    second.name = world.hub.station
    #expect(throws: EnrolmentRefusal.nameTaken(world.hub.station.description)) {
      try world.hub.enrol(second.request(.join, code()))
    }
  }

  @Test func whichStationIsReplacedMustBeClear() throws {
    let first = try world.station(World.thucPhan)
    let second = try world.station(World.thucPhan, .join)
    let other = try world.station(World.province)
    let new = TestStation(world, World.thucPhan)
    #expect(throws: EnrolmentRefusal.whichOne([first.name, second.name].map(\.description))) {
      try world.hub.enrol(new.request(.replace, code()))
    }
    #expect(throws: EnrolmentRefusal.notOfOffice(other.name.description)) {
      try world.hub.enrol(new.request(.replace, code(), replaces: other.name))
    }
    // A stolen PC must be revoked first.
    try world.hub.revoke(second.name.description, reason: "mất trộm")
    let answer = try world.hub.enrol(new.request(.replace, code(), replaces: second.name))
    #expect(answer.station == second.name.description)
    #expect(answer.stations.count == 2)
  }

  @Test func whatIsNoRequestIsRefusedInBothLanguages() throws {
    for text in ["", "{}", "[1]", #"{"version": 2}"#] {
      let (json, isRefusal) = try world.hub.enrol(json: Array(text.utf8))
      #expect(isRefusal && RefusedAnswer(json: json)?.words == EnrolmentRefusal.unreadable.words)
    }
    let bad = EnrolmentRequest(
      .first, station: StationName(number: 1), name: "x", signingKey: [1], agreementKey: [2], code: try code())
    #expect(throws: EnrolmentRefusal.unreadable) { try world.hub.enrol(bad) }
  }

  @Test func aRevokedStationStaysInTheJournalOfTheHub() throws {
    let station = try world.station(World.thucPhan)
    let reader = try world.station(World.province)
    try world.hub.revoke(station.name.description, reason: "máy hỏng")
    try world.hub.revoke(station.name.description, reason: "lần nữa")
    try reader.exchange()
    #expect(
      try reader.others.map { try StoredAct.act(from: $0.act) }.last
        == .stationRevoked(.init(station: station.name.description, reason: "máy hỏng")))
    #expect(throws: HubRefusal.noStation("00000000")) { try world.hub.revoke("00000000", reason: "x") }
  }
}
