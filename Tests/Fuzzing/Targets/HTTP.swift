import Dispatch
import Exchange
import Glibc
import Hub
import HubPage
import HubServer
import Synchronization
import TestSupport
import Wording

extension FuzzTarget {
  /// The hub's server on a socket: what is no HTTP, what nearly is, and what arrives slowly, all at once, or never
  /// ends. Afterwards it answers as before, and no connection is left. How bytes are divided into parts on the way
  /// depends on the machine.
  static let http = FuzzTarget("http", share: 200) { founding in
    let host = try HTTPHost(&founding)
    let samples = try HTTPSamples(host.world, &founding)
    var inputs = 0
    return { chance in
      let verdict = try host.knock(samples, &chance)
      inputs += 1
      if inputs % 10 == 0 { try host.check(isEmpty: inputs % 50 == 0) }
      return verdict
    }
  }
}

/// A hub with its page behind the real server, as `vanthu-hub serve` puts them together.
final class HTTPHost: @unchecked Sendable {
  let world: HubWorld
  private let page: ProvincePage
  private let queue = DispatchQueue(label: "hub")
  private var server: HubServer!
  private let faults = Faults()

  init(_ founding: inout SeededRandom) throws {
    world = try HubWorld(&founding)
    nonisolated(unsafe) let own = world.hub
    page = ProvincePage(
      try HubReader(of: own), writer: HubWriter { try $0(own) },
      pen: try AuditPen(of: own, delay: .milliseconds(200)) { 1_795_000_000_000 }, rounds: 16)
    var options = ServerOptions(host: "127.0.0.1", port: 0)
    options.idle = .milliseconds(400)
    options.grace = .milliseconds(100)
    options.showsMetricsToAll = true
    options.names = ["h", "hub", "*.vn"]
    // The page and the hub share a clock here: one queue for both.
    let (hub, page, queue) = (world.hub, page, queue)
    nonisolated(unsafe) let behind = (hub: hub, page: page)
    let handlers = HubHandlers(
      exchange: { _ in Answering(behind.hub.answer(over: .line)) },
      enrol: { address, json in
        try queue.sync {
          try behind.hub.enrol(behind.hub.look(atEnrolment: json, over: .line, from: .line(address)).proof()).json
        }
      },
      identity: { try queue.sync { try behind.hub.identity.json } },
      page: { request in try queue.sync { try behind.page.answer(request) } },
      status: { $0 is HubStorageRefusal ? 507 : 403 },
      fault: { [faults] error in faults.list.withLock { $0.append("\(error)") } })
    server = try HubServer.start(options, handlers, on: queue)
  }

  deinit { server?.stop() }

  /// Makes one connection with one or more requests. Accepted are those answered with 2xx or 3xx.
  func knock(_ samples: HTTPSamples, _ chance: inout SeededRandom) throws -> Verdict {
    let client = try RawClient(server.port, resets: true)
    let bytes = samples.request(&chance)
    let isSlow = chance.one(in: 12)
    for part in FuzzTarget.parts(of: bytes, &chance) {
      guard client.send(part, within: 1) == part.count else { break }
      if isSlow, chance.one(in: 4) { usleep(UInt32(chance.below(12)) * 1_000) }
    }
    switch chance.below(6) {
    case 0: return .refused  // Hangs up without waiting.
    case 1, 2, 3: client.endSending()
    default: break
    }
    let answer = client.bytes(within: chance.one(in: 60) ? 0.6 : 0.012, atMost: 4 << 20)
    let status = answer.starts(with: Array("HTTP/1.1 ".utf8)) ? answer.dropFirst(9).first : nil
    if !answer.isEmpty { try expect(status != nil, "what was answered is no HTTP") }
    return status.map { [UInt8(ascii: "2"), UInt8(ascii: "3")].contains($0) } == true ? .taken : .refused
  }

  func check(isEmpty: Bool) throws {
    let health = try ask("/health")
    try expect(health.contains("200 OK") && health.hasSuffix("ok\n"), "the server is not well: \(health.prefix(80))")
    let fault = faults.list.withLock { $0.first }
    try expect(fault == nil, "a fault behind the door: \(fault ?? "")")
    guard isEmpty else { return }
    let end = Fuzzing.now() + 8
    while true {
      let figures = try ask("/metrics")
      if figures.contains("vanthu_hub_connections 1\n") { break }
      try expect(Fuzzing.now() < end, "connections are left: \(figures.prefix(400))")
      usleep(20_000)
    }
    try queue.sync { try world.check() }
  }

  private func ask(_ path: String) throws -> String {
    let client = try RawClient(server.port, resets: true)
    client.send("GET \(path) HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n")
    return client.read(within: 8)
  }
}

/// The errors thrown in handlers that are no refusals.
private final class Faults: Sendable {
  let list = Mutex<[String]>([])
}

/// Passes what the hub answers to the server.
private final class Answering: ExchangeAnswer {
  private let answer: HubExchange
  init(_ answer: HubExchange) { self.answer = answer }
  var caller: Caller { answer.isProved ? .proved : answer.isSigned ? .signed : answer.member == nil ? .nobody : .named }
  func feed(_ bytes: [UInt8]) throws -> [UInt8] { try answer.feed(bytes) }
  func next() throws -> [UInt8]? { try answer.next() }
  func cut() { answer.cut() }
}
