import Dispatch
import GRDB
import RecordsSQL
import Synchronization

/// Writes lines of the audit log concurrently with the hub's work, on a connection of its own: pages shown, failed
/// logins, refusals. Can be called from any thread.
///
/// A noted line is committed within a second, many together and without waiting for fsync; a written line is on the
/// disk when the call returns, after all that were noted before it. The same refusal repeated within a minute is
/// counted instead of written, so that no stranger can fill the disk.
public final class AuditPen: Sendable {
  /// The maximum number of lines that wait for the disk; beyond that, nothing more is shown to anybody.
  static let most = 10_000
  static let fold = 60_000
  /// The maximum number of different refusals in a minute; the rest is summed up.
  static let mostFolded = 100

  private struct State {
    var waiting: [(event: AuditEvent, time: Int)] = []
    var isDue = false
    var folded: [String: (event: AuditEvent, count: Int)] = [:]
    var foldedSince = 0
    var refusals: [Refused: Int] = [:]
    var written = 0
  }

  struct Refused: Hashable {
    let what: AuditKind
    let kind: String
  }

  private let path: String
  private let folder: String?
  private let database: DatabaseQueue
  private let queue = DispatchQueue(label: "audit")
  private let delay: DispatchTimeInterval
  private let state = Mutex(State())
  /// Must not be called under the lock; may be called from any thread.
  private let now: @Sendable () -> Int

  /// - Parameters:
  ///   - delay: how long a line waits for others.
  ///   - now: milliseconds since 1970.
  public init(of hub: Hub, delay: DispatchTimeInterval = .seconds(1), now: @escaping @Sendable () -> Int) throws {
    path = hub.path
    self.delay = delay
    self.now = now
    if case .folder = hub.contents {
      folder = hub.path
      database = try hub.anotherConnection("audit")
    } else {
      folder = nil
      database = hub.database
    }
  }

  /// Logs an event soon.
  public func note(_ event: AuditEvent) throws {
    let time = now()
    let isFull = state.withLock { state in
      guard state.waiting.count < AuditPen.most else { return true }
      state.waiting.append((event, time))
      return false
    }
    // What cannot be logged must not be shown.
    guard !isFull else { throw HubStorageRefusal.full(path) }
    flushSoon()
  }

  /// Logs an event; it is on the disk when this returns.
  public func write(_ event: AuditEvent) throws {
    try queue.sync { try flush(and: event, "FULL") }
  }

  /// Logs a refusal. `kind` is a code of the program and is counted; `detail` is not.
  public func refused(_ what: AuditKind, by actor: AuditActor, _ kind: String, detail: String = "") {
    let time = now()
    let event = AuditEvent(what, by: actor, on: detail.isEmpty ? kind : "\(kind) \(detail)")
    state.withLock { state in
      state.refusals[Refused(what: what, kind: kind), default: 0] += 1
      unfold(&state, time, isOver: false)
      let key = "\(what.rawValue) \(kind) \(actor.from) \(actor.who)"
      if state.folded.isEmpty { state.foldedSince = time }
      if state.folded[key] == nil {
        guard state.folded.count < AuditPen.mostFolded else {
          let rest = AuditEvent(what, by: AuditActor(who: "…", from: "…"), on: kind)
          state.folded["\(what.rawValue) \(kind)", default: (rest, 0)].count += 1
          return
        }
        state.folded[key] = (event, 0)
        if state.waiting.count < AuditPen.most { state.waiting.append((event, time)) }
      } else {
        state.folded[key]?.count += 1
      }
    }
    flushSoon()
  }

  /// Counts a refusal that the hub itself has logged.
  public func count(_ what: AuditKind, _ kind: String) {
    state.withLock { $0.refusals[Refused(what: what, kind: kind), default: 0] += 1 }
  }

  /// Adds the refusals counted in the minute that has passed, a line each.
  private func unfold(_ state: inout State, _ time: Int, isOver: Bool) {
    guard isOver || time - state.foldedSince >= AuditPen.fold || time < state.foldedSince else { return }
    for (_, folded) in state.folded.sorted(by: { $0.key < $1.key })
    where folded.count > 0 && state.waiting.count < AuditPen.most {
      let event = folded.event
      state.waiting.append((AuditEvent(event.what, by: event.actor, on: "\(event.whom) (+\(folded.count))"), time))
    }
    state.folded = [:]
  }

  /// Refusals since the program began, by event and kind.
  public var refusals: [(what: AuditKind, kind: String, count: Int)] {
    state.withLock { $0.refusals }.map { ($0.key.what, $0.key.kind, $0.value) }
      .sorted { ($0.what.rawValue, $0.kind) < ($1.what.rawValue, $1.kind) }
  }

  /// Writes everything that was noted to the disk.
  public func finish() throws {
    let time = now()
    state.withLock { unfold(&$0, time, isOver: true) }
    try queue.sync { try flush(and: nil, "FULL") }
  }

  private func flushSoon() {
    let isDue = state.withLock { state in
      defer { state.isDue = true }
      return state.isDue
    }
    guard !isDue else { return }
    queue.asyncAfter(deadline: .now() + delay) {
      self.state.withLock { $0.isDue = false }
      // What could not be written stays in memory, and is tried again with the next line.
      try? self.flush(and: nil, "NORMAL")
    }
  }

  /// Call on `queue`.
  private func flush(and last: AuditEvent?, _ safety: String) throws {
    let time = now()
    let lines = state.withLock { state in
      unfold(&state, time, isOver: false)
      return state.waiting
    }
    guard !lines.isEmpty || last != nil else { return }
    try HubStorageRefusal.translating(path) {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = \(safety)")
        try db.inTransaction(.immediate) {
          for line in lines { try AuditTrail.append(line.event, at: line.time, db) }
          if let last { try AuditTrail.append(last, at: time, db) }
          return .commit
        }
      }
    }
    let isMuch = state.withLock { state in
      state.waiting.removeFirst(lines.count)
      state.written += lines.count + (last == nil ? 0 : 1)
      defer { if state.written >= 1_000 { state.written = 0 } }
      return state.written >= 1_000
    }
    if isMuch { try rotate() }
  }

  /// Moves old lines into a file if there are many of them.
  public func rotateIfDue() throws { try queue.sync { try rotate() } }

  private func rotate() throws {
    guard let folder else { return }
    try AuditRotation(folder: folder, database: database).run(at: now(), by: .local())
  }
}
