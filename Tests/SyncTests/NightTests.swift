import Exchange
import Hub
import Office
import Records
import Sync
import Testing

/// At night another server answers for a while; then the hub does.
struct NightTests {
  private let world = try! ExchangeWorld()
  private let seat: ExchangeWorld.Seat

  init() throws {
    seat = try world.found(CarrierTests.communes[0])
    try world.sync(seat)
  }

  /// Makes a run in which each of these is thrown in place of the first exchanges.
  private func run(_ obstacles: [any Error], outlasts: Bool, after first: Bool = false) throws -> LineRun.End {
    var left = obstacles[...]
    let run = LineRun(seat.exchange, patience: outlasts ? .max : 4, outlasts: outlasts, pause: { _ in }) {
      [hub = world.hub] next, take in
      let obstacle = left.popFirst()
      if let obstacle, !first { throw obstacle }
      let answer = hub.answer(over: .line)
      while let part = try next() {
        let early = try answer.feed(part)
        if obstacle == nil, !early.isEmpty { try take(early) }
      }
      // The hub has accepted everything, and the answer is lost.
      if let obstacle {
        answer.cut()
        throw obstacle
      }
      try answer.finish(take)
    }
    return try run.run()
  }

  static let foreign: [any Error] = [
    CarrierFailure.blocked(.portal("h")), CarrierFailure.blocked(.moved("h", to: "http://wifi")),
    CarrierFailure.blocked(.untrusted("h")), CarrierFailure.blocked(.expired("h")),
    CarrierFailure.blocked(.noHub("h", status: 200)), CarrierFailure.blocked(.proxyRefuses("p", status: 407)),
    CarrierFailure.blocked(.noTLS("h")), CarrierFailure.noLine(""), CarrierFailure.cut(""),
    CarrierFailure.blocked(.cutAtOnce("h")), CarrierFailure.blocked(.silent("h")),
    CarrierFailure.refused(status: 503, "x"), CarrierFailure.refused(status: 500, "x"), ExchangeRefusal.notTheHub,
    PacketRefusal.damaged(frame: 1),
    PacketRefusal.notAPacket,
  ]

  @Test func whateverAnswersTheWindowGoesOnUntilTheHubIsThere() throws {
    try world.issue(seat, to: [CarrierTests.communes[1]])
    #expect(try run(NightTests.foreign, outlasts: true) == .done)
    #expect(try seat.office.unsent().entries == 0)
  }

  @Test func whatTheHubRefusesEndsTheNight() throws {
    let refused = CarrierFailure.refused(status: 403, "x")
    #expect(throws: refused) { try run([refused], outlasts: true) }
    #expect(throws: CarrierFailure.inTheClear("http://h")) {
      try run([CarrierFailure.inTheClear("http://h")], outlasts: true)
    }
  }

  @Test func byHandOneIsToldAtOnce() throws {
    var tries = 0
    let obstacles: [Obstacle] = [.portal("h"), .moved("h", to: "x"), .noHub("h", status: 404)]
    for obstacle in obstacles {
      let run = LineRun(seat.exchange, patience: 4, pause: { _ in }) { _, _ in
        tries += 1
        throw CarrierFailure.blocked(obstacle)
      }
      #expect(try run.run() == .noLine(CarrierFailure.blocked(obstacle).words))
    }
    #expect(tries == 3)
    #expect(throws: CarrierFailure.blocked(.untrusted("h"))) {
      try run([CarrierFailure.blocked(.untrusted("h"))], outlasts: false)
    }
  }

  /// A hub that is busy is one that is not reached today; one that has a fault must be seen by a person.
  @Test func whatTheHubCannotDoIsSaid() throws {
    let busy = CarrierFailure.refused(status: 503, "x")
    #expect(try run(Array(repeating: busy, count: 9), outlasts: false) == .noLine("x"))
    let broken = CarrierFailure.refused(status: 500, "x")
    #expect(throws: broken) { try run(Array(repeating: broken, count: 9), outlasts: false) }
  }

  /// Entries pass and are acknowledged, a file does not: “not yet finished” would be reported for ever.
  @Test func aPacketThatIsTooLargeForWhatStandsBetweenIsSaid() throws {
    try world.issue(seat, to: [CarrierTests.communes[1]])
    let tooLarge = CarrierFailure.blocked(.tooLarge("h"))
    #expect(throws: tooLarge) { try run([tooLarge], outlasts: false, after: true) }
    #expect(try run([tooLarge], outlasts: true) == .done, "at night the network may be another in an hour")
  }

  @Test func atTheEndOfTheNightAForeignCertificateIsNoQuietLine() throws {
    let conditions = Conditions(clock: { 0 }, random: { 0 }, isTimeUp: { true })
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .line, conditions)
    let run = LineRun(exchange, patience: .max, outlasts: true, pause: { _ in }) { _, _ in
      throw CarrierFailure.blocked(.otherName("h"))
    }
    #expect(throws: CarrierFailure.blocked(.otherName("h"))) { try run.run() }
  }

  /// Offered four times, held by the hub from the first on, acknowledged once.
  @Test func whatCountsAsSentIsWhatTheHubHasAcknowledged() throws {
    try world.issue(seat, to: [CarrierTests.communes[1]])
    try world.issue(seat, to: [CarrierTests.communes[1]], "Về việc khác")
    let waiting = try seat.office.unsent().entries
    let before = seat.exchange.tally.sentEntries
    #expect(try run([CarrierFailure.noLine(""), CarrierFailure.blocked(.portal("h"))], outlasts: true) == .done)
    #expect(seat.exchange.tally.sentEntries - before == waiting)
    try world.issue(seat, to: [CarrierTests.communes[1]])
    let more = try seat.office.unsent().entries
    #expect(try run(Array(repeating: CarrierFailure.cut(""), count: 3), outlasts: true, after: true) == .done)
    #expect(seat.exchange.tally.sentEntries - before == waiting + more)
  }

  @Test func whatNeverArrivedIsNotCounted() throws {
    try world.issue(seat, to: [CarrierTests.communes[1]])
    let before = seat.exchange.tally.sentEntries
    let run = LineRun(seat.exchange, patience: 4, pause: { _ in }) { next, _ in
      while try next() != nil {}
      throw CarrierFailure.cut("")
    }
    guard case .noLine = try run.run() else { Issue.record("a line"); return }
    #expect(seat.exchange.tally.sentEntries == before && seat.exchange.tally.sentBytes > 0)
  }
}
