import BadLine
import Foundation
import HubServer
import Sync
import TestSupport
import Testing

/// Connections as the offices have them: cut, silent, slow.
@Suite struct BadLines {
  /// Sends that many bytes. Returns how many came back.
  private func send(_ count: Int, over carrier: HTTPCarrier) throws -> Int {
    var (left, answered) = (count, 0)
    try carrier.exchange(
      {
        guard left > 0 else { return nil }
        defer { left -= 10_000 }
        return some(min(left, 10_000))
      }, { answered += $0.count })
    return answered
  }

  private func failure(_ body: () throws -> some Any) -> CarrierFailure? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? CarrierFailure
    }
  }

  @Test func aLineThatIsCutInTheMiddleSaysSoAndTheNextExchangeTakesANewOne() throws {
    let hub = try Hub { Echo($0) }
    let line = try BadLine(to: hub.server.port) { $0 == 0 ? .init(after: 50_000, .reset) : .init() }
    defer { line.close() }
    let carrier = try hub.carrier(line.port)
    guard case .cut = failure({ try send(300_000, over: carrier) }) else { Issue.record("not cut"); return }
    #expect(hub.seen.wait { $0.cut == 1 && $0.finished == 0 })
    #expect(try send(300_000, over: carrier) == 300_000)
    #expect(line.carried.connections == 2)
  }

  @Test func aLineThatFallsSilentIsGivenUpByBothSides() throws {
    let hub = try Hub(idle: 1) { Echo($0) }
    let line = try BadLine(to: hub.server.port) { $0 == 0 ? .init(after: 50_000, .silence) : .init() }
    defer { line.close() }
    let carrier = try hub.carrier(line.port, stall: 2)
    let start = Date()
    guard case .cut = failure({ try send(300_000, over: carrier) }) else { Issue.record("not cut"); return }
    #expect(Date().timeIntervalSince(start) < 5)
    #expect(hub.seen.wait(5) { $0.cut == 1 })
    #expect(try send(300_000, over: carrier) == 300_000)
  }

  @Test func aKeptConnectionThatDiedMeanwhileIsFoundOut() throws {
    let hub = try Hub { Echo($0) }
    // What one exchange needs passes, and then nothing.
    let line = try BadLine(to: hub.server.port) { $0 == 0 ? .init(after: 1150, .silence) : .init() }
    defer { line.close() }
    let carrier = try hub.carrier(line.port, stall: 2)
    #expect(try send(400, over: carrier) == 400)
    guard case .cut = failure({ try send(400, over: carrier) }) else { Issue.record("not cut"); return }
    #expect(try send(400, over: carrier) == 400)
    #expect(line.carried.connections == 2)
  }

  @Test func aSlowLineIsNoDeadLine() throws {
    let hub = try Hub(idle: 2) { Echo($0) }
    let line = try BadLine(to: hub.server.port, .init(rate: 32_000, delay: 0.2))
    defer { line.close() }
    let start = Date()
    #expect(try send(90_000, over: hub.carrier(line.port, stall: 2)) == 90_000)
    #expect(Date().timeIntervalSince(start) > 2.5)
  }

  @Test func whereNobodyListensThereIsNoLine() throws {
    let hub = try Hub { Echo($0) }
    let carrier = try hub.carrier()
    hub.server.stop()
    #expect(failure { try send(10, over: carrier) } == .blocked(.refused("127.0.0.1")))
    #expect(failure { try HTTPCarrier("ftp://127.0.0.1", agent: "vanthu/0.1") } == .unusable("ftp://127.0.0.1"))
  }

  @Test func aHubThatWorksLongIsNotCutByItsOwnClock() throws {
    let hub = try Hub(idle: 1) { Slow($0) }
    #expect(try send(10, over: hub.carrier()) == 10)
  }

  @Test func aStationThatDoesNotReadIsNotReadFrom() throws {
    let hub = try Hub { Echo($0) }
    let client = try RawClient(hub.server.port)
    let size = 256 << 10
    client.send("POST /v1/exchange HTTP/1.1\r\nHost: h\r\nContent-Length: \(size * 1000)\r\n\r\n")
    var (rounds, block) = (0, some(200 << 10))
    block += some(size - block.count)
    while rounds < 200, client.send(block, within: 0.3) == size { rounds += 1 }
    // The two systems buffer what they like; hub and client hold next to nothing.
    #expect(rounds < 100)
    #expect(hub.seen.now.fed < 20 << 20)
  }

  @Test func aLargeAnswerToAStationThatDoesNotReadHoldsNobodyUpAndEnds() throws {
    let hub = try Hub(idle: 2) { $0.now.begun == 1 ? Much($0, 20 << 20) : Echo($0) }
    let client = try RawClient(hub.server.port)
    client.send("POST /v1/exchange HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n.")
    #expect(hub.seen.wait { $0.given > 0 })
    let start = Date()
    #expect(try send(5000, over: hub.carrier()) == 5000)
    #expect(Date().timeIntervalSince(start) < 3)
    // Nothing moves on its connection: it is closed, and the one that asks is the only one.
    #expect(
      try wait(10) {
        try RawClient.ask(hub.server.port, "GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
          .contains("vanthu_hub_connections 1\n")
      })
    #expect(hub.seen.now.given < 15 << 20 && hub.seen.now.cut == 1)
    withExtendedLifetime(client) {}
  }
}

/// An answer that is slow.
final class Slow: Echo {
  override func feed(_ bytes: [UInt8]) throws -> [UInt8] {
    usleep(2_500_000)
    return try super.feed(bytes)
  }
}
