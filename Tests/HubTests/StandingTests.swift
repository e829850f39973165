import Crypto
import Exchange
import Records
import TestProvince
import Testing

@testable import Hub

/// How a station stands with the hub, asked without an exchange: who learns what, and that nothing changes.
struct StandingTests {
  let world = try! World()
  private let station: TestStation

  init() throws {
    station = TestStation(world, World.thucPhan)
    try station.enrol(.first)
  }

  private func state(
    at time: Int? = nil, signing: Curve25519.Signing.PrivateKey? = nil, to hub: HubFingerprint? = nil
  ) throws -> StationStanding {
    let own = world.hub.identity.fingerprint
    let request = try StandingRequest(
      station.name, at: time ?? world.now, to: hub ?? own, signing: signing ?? station.signing)
    return try HubReader(of: world.hub).standing(json: try request.json, at: own)
  }

  @Test func aStationLearnsThatItsKeyIsAcceptedAndNothingIsWritten() throws {
    let before = try world.hub.read { $0.totalChangesCount }
    #expect(try state() == StationStanding(.accepted, organName: "UBND phường Thục Phán"))
    #expect(try world.hub.read { $0.totalChangesCount } == before)
    let stranger = TestStation(world, World.thucPhan)
    let asked = try StandingRequest(
      stranger.name, at: world.now, to: world.hub.identity.fingerprint, signing: stranger.signing)
    let answer = try HubReader(of: world.hub).standing(json: try asked.json, at: world.hub.identity.fingerprint)
    #expect(answer.state == .unknown && answer.organName == nil)
  }

  /// A recorded request, one for another hub, and one with another key.
  @Test func onlyTheHolderOfTheKeyIsToldAndOnlyNow() throws {
    try world.hub.revoke(station.name.description, reason: "mất máy")
    #expect(try state().state == .revoked)
    #expect(try state(at: world.now - 6 * 60_000).state == .otherKey)
    #expect(try state(at: world.now + 6 * 60_000).state == .otherKey)
    #expect(try state(at: .min).state == .otherKey)
    #expect(try state(signing: Curve25519.Signing.PrivateKey()).state == .otherKey)
    let elsewhere = try World(seed: 7).hub.identity.fingerprint
    #expect(try state(to: elsewhere).state == .otherKey)
  }

  @Test func whatIsNoRequestIsRefused() throws {
    for text in ["", "{}", "[]", #"{"version":2,"station":"0a1b2c3d","time":1,"signature":""}"#] {
      #expect(throws: EnrolmentRefusal.unreadable) {
        try HubReader(of: world.hub).standing(json: Array(text.utf8), at: world.hub.identity.fingerprint)
      }
    }
  }
}
