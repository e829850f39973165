import Crypto
import Exchange
import GRDB
import Office
import Records
import TestSupport
import Testing

@testable import Hub
@testable import Sync

/// A station learns from its hub that it understands the shorter forms (frames 15 and 16), uses them from then on, and
/// goes back to a hello and a signature by itself.
struct ShorterFormsTests {
  private let world: ExchangeWorld
  private let seat: ExchangeWorld.Seat

  init() throws {
    world = try ExchangeWorld()
    seat = try world.found(PlaceTests.department)
  }

  /// What went to the hub and came back, exchange by exchange, as `s`: signed, `k`: by the shared key.
  private func talk(
    _ seat: ExchangeWorld.Seat, changing told: @escaping ([UInt8]) throws -> [UInt8] = { $0 }
  ) throws -> (end: LineRun.End, forms: String, bytes: Int) {
    var (forms, bytes) = ("", 0)
    let run = LineRun(seat.exchange, patience: 4, pause: { _ in }) { [hub = world.hub] next, take in
      let answer = hub.answer(over: .line)
      var (asked, given): ([UInt8], [UInt8]) = ([], [])
      while let part = try next() { asked += part }
      given += try answer.feed(asked)
      try answer.finish { given += $0 }
      given = try told(given)
      bytes += asked.count + given.count
      forms +=
        [asked, given].map { packet in
          PacketReader.read(packet).frames.contains { if case .stamp = $0 { true } else { false } } ? "k" : "s"
        }.joined() + " "
      try take(given)
    }
    return (try run.run(), forms, bytes)
  }

  private func forms(_ seat: ExchangeWorld.Seat) throws -> Int { try #require(try seat.office.enrolment()).forms }

  @Test func theFirstExchangeIsSignedAndTheNextIsShort() throws {
    let first = try talk(seat)
    #expect(first.end == .done && first.forms.hasPrefix("ss "))
    #expect(try forms(seat) == PacketHeader.newestForms)
    for _ in 1...3 {
      let next = try talk(seat)
      #expect(next.end == .done && next.forms == "kk ")
      #expect(next.bytes <= 250, "\(next.bytes)")
    }
  }

  @Test func documentsTravelInIt() throws {
    let reader = try world.found(PlaceTests.commune)
    _ = try (talk(seat), talk(reader))
    try world.issue(seat, to: [PlaceTests.commune])
    #expect(try talk(seat).forms == "kk ")
    let taken = try talk(reader)
    #expect(taken.end == .done && taken.forms.hasPrefix("kk "))
    #expect(try world.inbox(reader).count == 1)
  }

  /// The administrator put an earlier program back: it skips what it does not know, and asks for a proof.
  @Test func anEarlierHubIsSpokenToAsBefore() throws {
    _ = try talk(seat)
    try world.issue(seat, to: [PlaceTests.commune])
    #expect(try world.syncWithEarlierHub(seat) == .done)
    #expect(try seat.office.unsent().entries == 0)
    #expect(try forms(seat) == 0)
    // And the new one again, in another run.
    let again = world.seat(seat.office, seat.keys)
    let next = try talk(again)
    #expect(next.end == .done && next.forms.hasPrefix("ss "))
    #expect(try talk(again).forms == "kk ")
  }

  /// The hub has another key of this station, so no proof by the shared key can hold: the run signs.
  @Test func aKeyThatTheHubDoesNotShareIsFollowedByASignature() throws {
    _ = try talk(seat)
    let other = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
    try world.hub.write { try $0.execute(sql: "UPDATE stationKeys SET agreementKey = ?", arguments: [other]) }
    try world.issue(seat, to: [PlaceTests.commune])
    let next = try talk(seat)
    #expect(next.end == .done && next.forms == "ks ss ")
    #expect(try seat.office.unsent().entries == 0)
  }

  @Test func afterANewEnrolmentTheFirstExchangeIsSigned() throws {
    _ = try talk(seat)
    let keys = try world.newKeys()
    let own = try seat.office.stationName().station
    let enrolled = try world.hub.enrol(
      own, of: PlaceTests.department, .replace, replaces: own, keys: keys)
    try world.act(seat) { try $0.keep(enrolled.enrolment) }
    #expect(try forms(seat) == 0)
    let again = try world.seat(seat.office, keys, enrolled.enrolment)
    #expect(try talk(again).forms.hasPrefix("ss "))
    #expect(try talk(again).forms == "kk ")
  }

  @Test func aStampOfSomebodyElseIsNotTheHub() throws {
    _ = try talk(seat)
    let hubKeys = try #require(try seat.office.enrolment())
    let own = try seat.office.stationName().station
    let thief = Curve25519.KeyAgreement.PrivateKey()
    let forged = try #require(SharedKeys(ofHub: hubKeys.station, thief, with: own, seat.keys.agreement.publicKey))
    #expect(throws: ExchangeRefusal.notTheHub) {
      _ = try talk(seat) { told in
        let (header, frames, _) = PacketReader.read(told)
        var writer = try PacketWriter(try #require(header))
        var bytes = writer.start
        for frame in frames {
          guard case .stamp(let stamp) = frame else {
            bytes += try writer.append(frame).joined()
            continue
          }
          bytes += try writer.stamp(
            challenge: 1, isSaid: false, next: 2, time: stamp.proof?.time ?? 0, isLast: true, key: forged.toStation)
        }
        return bytes
      }
    }
    #expect(try talk(seat).forms == "kk ", "nothing was taken")
  }

  /// And what the hub said it understands is believed only when it has proved that.
  @Test func aStampOnAnAnswerToASignatureIsNotTaken() throws {
    let own = try seat.office.stationName().station
    let enrolment = try #require(try seat.office.enrolment())
    let shared = try #require(
      SharedKeys(
        of: own, seat.keys.agreement, with: enrolment.station,
        try Curve25519.KeyAgreement.PublicKey(rawRepresentation: enrolment.agreementKey)))
    #expect(throws: ExchangeRefusal.notTheHub) {
      _ = try talk(seat) { told in
        let (header, frames, _) = PacketReader.read(told)
        var writer = try PacketWriter(try #require(header))
        var bytes = writer.start
        for frame in frames {
          if case .proof = frame { break }
          bytes += try writer.append(frame).joined()
        }
        return try bytes
          + writer.stamp(challenge: 1, isSaid: false, next: 2, time: 5, isLast: true, key: shared.toStation)
      }
    }
    #expect(try forms(seat) == 0)
  }

  /// On a stick nobody can ask for a signature, so there is one, and the hello in full.
  @Test func aStickIsSigned() throws {
    _ = try talk(seat)
    let stick = StationExchange(seat.office, keys: seat.keys, way: .folder, seat.exchange.conditions)
    try stick.begin()
    let frames = try PacketReader.read(stick.parts().joined().map(\.self)).frames
    #expect(frames.contains { if case .proof = $0 { true } else { false } })
    #expect(!frames.contains { if case .brief = $0 { true } else { false } })
  }
}
