import Dispatch
import Foundation
import HubServer
import Sync
import TestSupport
import Testing

@Suite struct StoppingTheHub {
  @Test func aRunningExchangeIsFinishedAndNobodyNewIsTaken() throws {
    let hub = try Hub { Echo($0) }
    let running = try hub.carrier()
    var (number, answered, isRefused) = (0, 0, false)
    let stopped = DispatchSemaphore(value: 0)
    try running.exchange(
      {
        number += 1
        // By then so much has been passed on that some of it has been sent.
        if number == 6, hub.seen.wait(until: { $0.fed > 0 }) {
          Thread.detachNewThread {
            hub.server.stop()
            stopped.signal()
          }
          isRefused = try wait {
            do {
              try hub.carrier().exchange({ nil }, { _ in })
              return false
            } catch let failure as CarrierFailure { return failure.mayPass }
          }
        }
        return number > 10 ? nil : some(10_000)
      }, { answered += $0.count })
    #expect(answered == 100_000 && isRefused)
    #expect(stopped.wait(timeout: .now() + 5) == .success)
    #expect(hub.seen.now.cut == 0)
  }

  @Test func whatDoesNotEndInItsTimeIsCut() throws {
    let hub = try Hub(grace: 0.3) { Echo($0) }
    let client = try RawClient(hub.server.port)
    client.send(
      "POST /v1/exchange HTTP/1.1\r\nHost: h\r\nContent-Length: 200\r\n\r\n\(String(repeating: "x", count: 96))half")
    #expect(client.read(until: "half").contains("200 OK"))
    let start = Date()
    hub.server.stop()
    #expect(Date().timeIntervalSince(start) < 3)
    #expect(hub.seen.now.cut == 1)
  }

  @Test func anAddressThatIsTakenIsSaid() throws {
    let hub = try Hub { Echo($0) }
    let handlers = HubHandlers(exchange: { _ in throw Sentence.no }, enrol: { $1 }, fault: { _ in })
    #expect(throws: ServerRefusal.address("127.0.0.1:\(hub.server.port)", EADDRINUSE)) {
      try HubServer.start(ServerOptions(host: "127.0.0.1", port: hub.server.port), handlers)
    }
  }
}
