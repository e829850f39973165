import Dispatch
import GRDB
import Synchronization

/// Writes lines of the audit log beside the hub's work, on a connection of its own: what a page was looked at for, who failed to log in,
/// what was refused. From any thread.
///
/// What is noted is on its way to the disk within a second, many lines in one commit; what is written is there at once, behind all that was
/// noted before it. The same refusal again within a minute is counted and not written, so that no stranger fills the disk.
public final class AuditPen: Sendable {
  /// So many lines may wait for a disk that does not take them; then nothing more is shown to anybody.
  static let most = 10_000
  static let fold = 60_000
  /// Different refusals of a minute; what is more is one line.
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
  /// Called under no lock; the clock may be asked from any thread.
  private let now: @Sendable () -> Int

  /// - Parameters:
  ///   - delay: how long lines wait for others.
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

  /// Soon on the disk.
  public func note(_ event: AuditEvent) throws {
    let time = now()
    let isFull = state.withLock { state in
      guard state.waiting.count < AuditPen.most else { return true }
      state.waiting.append((event, time))
      return false
    }
    // Where nothing can be written down any more, nothing more is shown.
    guard !isFull else { throw HubStorageRefusal.full(path) }
    flushSoon()
  }

  /// On the disk after this.
  public func write(_ event: AuditEvent) throws {
    try queue.sync { try flush(and: event, "FULL") }
  }

  /// Something was refused. `kind` is a word of the program's, and is counted; `detail` is not.
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

  /// Counts what the hub itself has written down.
  public func count(_ what: AuditKind, _ kind: String) {
    state.withLock { $0.refusals[Refused(what: what, kind: kind), default: 0] += 1 }
  }

  /// What was counted in the minute that is over, a line each.
  private func unfold(_ state: inout State, _ time: Int, isOver: Bool) {
    guard isOver || time - state.foldedSince >= AuditPen.fold || time < state.foldedSince else { return }
    for (_, folded) in state.folded.sorted(by: { $0.key < $1.key })
    where folded.count > 0 && state.waiting.count < AuditPen.most {
      let event = folded.event
      state.waiting.append((AuditEvent(event.what, by: event.actor, on: "\(event.whom) (+\(folded.count))"), time))
    }
    state.folded = [:]
  }

  /// Refusals since the program began, by what and kind.
  public var refusals: [(what: AuditKind, kind: String, count: Int)] {
    state.withLock { $0.refusals }.map { ($0.key.what, $0.key.kind, $0.value) }
      .sorted { ($0.what.rawValue, $0.kind) < ($1.what.rawValue, $1.kind) }
  }

  /// Everything that was noted is on the disk after this.
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
      // What could not be written waits, and is tried with the next line.
      try? self.flush(and: nil, "NORMAL")
    }
  }

  /// On `queue`.
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

  /// Moves old lines into a file, when there are many of them. On its own queue.
  public func rotateIfDue() throws { try queue.sync { try rotate() } }

  private func rotate() throws {
    guard let folder else { return }
    try AuditRotation(folder: folder, database: database).run(at: now(), by: .local())
  }
}
