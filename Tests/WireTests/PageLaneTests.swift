import Dispatch
import Foundation
import HubServer
import PageRequests
import Synchronization
import TestSupport
import Testing
import Wording

/// Checking passwords takes long; no other request waits for that.
struct PageLaneTests {
  private struct Sentence: Refusal { let words: Bilingual = "không" }

  private func asks(_ path: String, _ method: String, of server: HubServer) throws -> RawClient {
    let client = try RawClient(server.port)
    client.send("\(method) \(path) HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
    return client
  }

  @Test func strangersWaitInABoundedNumberAndHoldNobodyUp() throws {
    let gate = DispatchSemaphore(value: 0)
    let inside = Mutex(0)
    let handlers = HubHandlers(
      exchange: { _ in throw Sentence() }, enrol: { _, json in json },
      page: { request in
        if request.path == "/lau" {
          inside.withLock { $0 += 1 }
          gate.wait()
        }
        return PageResponse(html: "xong")
      },
      lane: { request in
        switch request.path {
        case "/lau": .strange
        case "/quen": .known
        case "/lam": .acting
        default: .looking
        }
      }, fault: { _ in })
    var options = ServerOptions(host: "127.0.0.1", port: 0)
    options.names = ["h"]
    options.waitingLoginsOfAddress = 3
    let server = try HubServer.start(options, handlers)
    let waiting = try (0..<3).map { _ in try asks("/lau", "POST", of: server) }
    // They have arrived when one is being handled and the server has answered a later request.
    while inside.withLock({ $0 }) == 0 { usleep(5_000) }
    for (path, method) in [("/", "GET"), ("/quen", "POST"), ("/lam", "POST"), ("/", "GET")] {
      usleep(50_000)
      #expect(try asks(path, method, of: server).read(until: "xong").contains("200 OK"), "\(path)")
    }
    #expect(try asks("/lau", "POST", of: server).read(until: "again").contains("503"))
    #expect(inside.withLock { $0 } == 1)
    for _ in 0..<4 { gate.signal() }
    for client in waiting { #expect(client.read(until: "xong").contains("200 OK")) }
    #expect(try asks("/lau", "POST", of: server).read(until: "xong").contains("200 OK"))
    server.stop()
  }
}
