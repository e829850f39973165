import Sync
import Testing

/// When a run is given up because nothing is heard of the hub.
struct SilenceTests {
  private let seat: ExchangeWorld.Seat

  init() throws {
    let world = try ExchangeWorld()
    seat = try world.found(CarrierTests.communes[0])
    try world.sync(seat)
  }

  /// Makes a run in which each try is silent for so many milliseconds. Returns how many tries there were.
  private func tries(silent milliseconds: Int, limit: Int?, patience: Int = 4, atMost most: Int = 50) throws -> Int {
    var tries = 0
    let silence = Silence(limit: limit)
    let run = LineRun(seat.exchange, patience: patience, silence: silence, pause: { _ in }) { _, _ in
      tries += 1
      // Ends a run that would go on for ever.
      guard tries < most else { throw CarrierFailure.unusable("") }
      silence.add(milliseconds)
      throw CarrierFailure.blocked(.silent("h"))
    }
    do { #expect(try run.run() == .noLine(CarrierFailure.blocked(.silent("h")).words)) } catch CarrierFailure.unusable {
    }
    return tries
  }

  @Test func byHandASilentHubIsGivenUpAfterOneTry() throws {
    #expect(try tries(silent: 20_000, limit: Silence.usual) == 1)
  }

  /// Two tries of 10 s to connect are as long as one of 20 s.
  @Test func allTriesTogetherHaveOneLimit() throws {
    #expect(try tries(silent: 10_000, limit: Silence.usual) == 2)
    #expect(try tries(silent: 100, limit: 1_000_000) == 5, "what fails at once is tried as often as before")
  }

  @Test func atNightTryingGoesOn() throws {
    #expect(try tries(silent: 20_000, limit: nil, patience: .max) == 50)
  }

  /// A try that brought any byte of the hub's answer begins the time anew.
  @Test func aByteOfTheHubBeginsTheTimeAnew() throws {
    var tries = 0
    let silence = Silence(limit: 20_000)
    let run = LineRun(seat.exchange, patience: 4, silence: silence, pause: { _ in }) { _, take in
      tries += 1
      try take(Array("VTPK".utf8))
      silence.add(5_000)
      throw CarrierFailure.cut("")
    }
    guard case .noLine = try run.run() else { Issue.record("a line"); return }
    #expect(tries == 5)
  }
}
