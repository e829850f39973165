import Exchange
import Office
import Records
import Sync
import TestProvince
import TestSupport
import Testing

/// An exchange limited to a number of bytes: it says when something is left, and every run makes progress.
struct BudgetTests {
  private static let commune = "xa-2025-01351/ubnd"
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()

  /// Makes one run as a program does, with nothing in memory from the run before.
  private func run(_ seat: ExchangeWorld.Seat, _ budget: Int?) throws -> (end: LineRun.End, tally: Tally) {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .line, world.conditions(budget: budget))
    let end = try LineRun(exchange, patience: 4, pause: { _ in }, carry: world.hub.exchange).run()
    return (end, exchange.tally)
  }

  private func sender(_ size: Int) throws -> ExchangeWorld.Seat {
    let sender = try world.found("so-noi-vu")
    try world.issue(sender, to: [Self.commune], attach: [try folder.write("phu-luc.pdf", noise(size))])
    return sender
  }

  @Test(arguments: [40_000, 50_000, 100_000]) func aLargeFileComesInAsManyRunsAsItTakes(budget: Int) throws {
    let (sender, reader) = (try sender(300_000), try world.found(Self.commune))
    try world.sync(sender)
    var runs = 0
    while true {
      let (end, tally) = try run(reader, budget)
      runs += 1
      // The hub learns the budget before the rest of the greeting has been sent.
      #expect(tally.sentBytes + tally.receivedBytes < budget + 1_000)
      let left = try reader.office.awaited()
      guard !left.isEmpty, runs < 30 else {
        #expect(end == .done)
        break
      }
      #expect(end == .partly, "run \(runs)")
      // Little is spent on greetings: a run that is not the last carries nearly all it may.
      #expect(tally.receivedBytes > budget - 5_000, "run \(runs)")
    }
    #expect(runs <= 300_000 / (budget - 5_000) + 1)
    #expect(try world.inbox(reader).count == 1)
    #expect(try run(reader, budget).end == .done)
  }

  @Test func aLargeFileGoesInAsManyRunsAsItTakes() throws {
    let sender = try sender(300_000)
    for _ in 0..<12 where try run(sender, 40_000).end == .partly {}
    let (end, tally) = try run(sender, 40_000)
    #expect(end == .done && tally.sentPieces == 0)
    #expect(try sender.office.unsent() == (0, 0))
  }

  @Test func whatTheHubHasNotGotEitherIsNotWaitedFor() throws {
    let (sender, reader) = (try sender(300_000), try world.found(Self.commune))
    // Only the entries are sent; the file stays where it is.
    _ = try run(sender, 2_000)
    for budget in [nil, 1_000_000] {
      #expect(try run(reader, budget).end == .done)
      #expect(try reader.office.awaited().count == 1)
    }
  }
}
