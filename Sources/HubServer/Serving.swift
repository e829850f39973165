import Dispatch
import PageDoor
import Synchronization
import Wording

/// What all connections of a server share.
final class Serving: Sendable {
  let options: ServerOptions
  let door: HubDoor
  let figures = ServerFigures()
  let connections = Connections()
  /// None behind a proxy that has one.
  let certificate: Certificate?
  /// The hub's own: its work is done here, one piece after another, never on an event loop.
  let queue: DispatchQueue
  /// For those who only look, and for those who want more of a page.
  let lanes: [PageLane: DispatchQueue] = [
    .looking: DispatchQueue(label: "looking"), .acting: DispatchQueue(label: "acting"),
    .known: DispatchQueue(label: "known"), .strange: DispatchQueue(label: "strange"),
  ]
  /// Strangers who wait, by address.
  private let strangers = Mutex<[String: Int]>([:])
  /// For those who try codes.
  let enrolling = DispatchQueue(label: "enrolling")
  private let stopping = Mutex(false)

  /// - Throws: `ServerRefusal`.
  init(_ options: ServerOptions, _ door: HubDoor, _ queue: DispatchQueue) throws {
    self.options = options
    certificate = try options.tls.map { try Certificate($0) }
    self.door = door
    self.queue = queue
  }

  var isStopping: Bool { stopping.withLock { $0 } }
  func stopSoon() { stopping.withLock { $0 = true } }

  /// Whether a name that a browser asks for is one of ours. HTTP/1.0 needs none.
  func isNamed(_ host: String?) -> Bool {
    host.map { HostName($0).isOurs(options.names + [options.host] + (certificate?.names ?? [])) } ?? true
  }

  /// What is no refusal is a fault, and is told.
  func note(_ error: any Error) {
    guard !(error is any Refusal) else { return }
    figures.count { $0.faults += 1 }
    door.fault(error)
  }

  /// Where a small request is answered.
  func queue(for door: ServerFigures.Door, _ lane: PageLane) -> DispatchQueue {
    switch door {
    case .exchange, .health: queue
    case .enrol: enrolling
    case .metrics, .page, .identity: lanes[lane]!
    }
  }

  /// What runs on the queues of pages is over after this.
  func finishPages() {
    for lane in PageLane.allCases { lanes[lane]!.sync {} }
  }

  /// Lets somebody wait in a lane, unless too many do. Who was let in must `leave`.
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

  /// Answers a small request; on its queue.
  func answer(_ kind: ServerFigures.Door, _ visit: Visit, _ body: [UInt8]) throws -> PageAnswer {
    switch kind {
    case .enrol:
      PageAnswer(headers: [("content-type", "application/json")], body: try door.enrol(visit.address, body))
    case .identity: try identity()
    case .metrics:
      PageAnswer(
        headers: [("content-type", "text/plain; version=0.0.4")],
        body: Array((figures.lines(certificateDays: certificate?.daysLeft) + (try door.metrics())).utf8))
    case .page: try door.page(visit)
    case .health, .exchange: PageAnswer(body: [])
    }
  }

  private func identity() throws -> PageAnswer {
    let json = try door.identity()
    return json.isEmpty ? .notFound : PageAnswer(headers: [("content-type", "application/json")], body: json)
  }
}
