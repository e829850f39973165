import Dispatch
import PageRequests
import Synchronization
import Wording

/// The state shared by all connections of a server.
final class ServerContext: Sendable {
  let options: ServerOptions
  let handlers: HubHandlers
  let figures = ServerFigures()
  let connections = Connections()
  /// Nil behind a proxy that has its own.
  let certificate: Certificate?
  /// The hub's queue: its work is done here, one piece after another, never on an event loop.
  let queue: DispatchQueue
  /// The queues for reading and for pages.
  let lanes: [PageLane: DispatchQueue] = [
    .looking: DispatchQueue(label: "looking"), .acting: DispatchQueue(label: "acting"),
    .known: DispatchQueue(label: "known"), .strange: DispatchQueue(label: "strange"),
  ]
  /// The number of strangers waiting, by address.
  private let strangers = Mutex<[String: Int]>([:])
  /// For trying enrolment codes.
  let enrolling = DispatchQueue(label: "enrolling")
  private let stopping = Mutex(false)

  /// - Throws: `ServerRefusal`.
  init(_ options: ServerOptions, _ handlers: HubHandlers, _ queue: DispatchQueue) throws {
    self.options = options
    certificate = try options.tls.map { try Certificate($0) }
    self.handlers = handlers
    self.queue = queue
  }

  var isStopping: Bool { stopping.withLock { $0 } }
  func stopSoon() { stopping.withLock { $0 = true } }

  /// Whether the `Host` of a request is one of our names. HTTP/1.0 needs none.
  func isNamed(_ host: String?) -> Bool {
    host.map { HostName($0).isOurs(options.names + [options.host] + (certificate?.names ?? [])) } ?? true
  }

  /// Counts and logs an error, unless it is a refusal.
  func note(_ error: any Error) {
    guard !(error is any Refusal) else { return }
    figures.count { $0.faults += 1 }
    handlers.fault(error)
  }

  /// The queue a small request is answered on.
  func queue(for route: ServerFigures.Route, _ lane: PageLane) -> DispatchQueue {
    switch route {
    case .exchange, .carry, .health: queue
    case .enrol: enrolling
    case .metrics, .page, .identity, .station: lanes[lane]!
    }
  }

  /// Waits until the work on the queues of pages is done.
  func finishPages() {
    for lane in PageLane.allCases { lanes[lane]!.sync {} }
  }

  /// Lets a request wait in a lane, unless too many do. A request that was let in must `leave`.
  func enter(_ lane: PageLane, _ address: String) -> Bool {
    guard lane == .strange else { return true }
    return strangers.withLock { waiting in
      let all = waiting.values.reduce(0, +)
      guard all < options.waitingLogins, waiting[address, default: 0] < options.waitingLoginsOfAddress else {
        return false
      }
      waiting[address, default: 0] += 1
      return true
    }
  }

  func leave(_ lane: PageLane, _ address: String) {
    guard lane == .strange else { return }
    strangers.withLock { waiting in
      let left = waiting[address, default: 1] - 1
      waiting[address] = left == 0 ? nil : left
    }
  }

  /// Answers a small request; call on its queue.
  func answer(_ kind: ServerFigures.Route, _ request: PageRequest, _ body: [UInt8]) throws -> PageResponse {
    switch kind {
    case .enrol:
      PageResponse(headers: [("content-type", "application/json")], body: try handlers.enrol(request.address, body))
    case .identity: try found(handlers.identity())
    case .station: try found(handlers.station(body))
    case .metrics:
      PageResponse(
        headers: [("content-type", "text/plain; version=0.0.4")],
        body: Array((figures.lines(certificateDays: certificate?.daysLeft) + (try handlers.metrics())).utf8))
    case .page: try handlers.page(request)
    case .health, .exchange, .carry: PageResponse(body: [])
    }
  }

  private func found(_ json: [UInt8]) -> PageResponse {
    json.isEmpty ? .notFound : PageResponse(headers: [("content-type", "application/json")], body: json)
  }
}
