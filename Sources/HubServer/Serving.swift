import Dispatch
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
  /// For those who only look.
  let looking = DispatchQueue(label: "looking")
  /// For those who try codes.
  let enrolling = DispatchQueue(label: "enrolling")
  private let stopping = Mutex(false)

  /// - Throws: `ServerRefusal.certificate`.
  init(_ options: ServerOptions, _ door: HubDoor, _ queue: DispatchQueue) throws {
    self.options = options
    certificate = try options.tls.map { try Certificate($0) }
    self.door = door
    self.queue = queue
  }

  var isStopping: Bool { stopping.withLock { $0 } }
  func stopSoon() { stopping.withLock { $0 = true } }

  /// What is no refusal is a fault, and is told.
  func note(_ error: any Error) {
    guard !(error is any Refusal) else { return }
    figures.count { $0.faults += 1 }
    door.fault(error)
  }

  /// Where a small request is answered.
  func queue(for door: ServerFigures.Door) -> DispatchQueue {
    switch door {
    case .exchange, .health: queue
    case .enrol: enrolling
    case .metrics, .page, .identity: looking
    }
  }

  /// Answers a small request; on its queue.
  func answer(_ kind: ServerFigures.Door, _ request: PageRequest) throws -> PageAnswer {
    switch kind {
    case .enrol:
      PageAnswer(headers: [("content-type", "application/json")], body: try door.enrol(request.address, request.body))
    case .identity: try identity()
    case .metrics:
      PageAnswer(
        headers: [("content-type", "text/plain; version=0.0.4")],
        body: Array((figures.lines(certificateDays: certificate?.daysLeft) + (try door.metrics())).utf8))
    case .page: try door.page(request)
    case .health, .exchange: PageAnswer(body: [])
    }
  }

  private func identity() throws -> PageAnswer {
    let json = try door.identity()
    return json.isEmpty ? .notFound : PageAnswer(headers: [("content-type", "application/json")], body: json)
  }
}
