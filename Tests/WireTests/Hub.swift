import Dispatch
import Foundation
import HubServer
import PageRequests
import Sync
import Synchronization
import Wording

/// A hub for tests: the test supplies the handler, and everything that happens is recorded.
final class Hub: Sendable {
  let server: HubServer
  let seen: Seen
  static let queueName = DispatchSpecificKey<String>()

  init(
    idle: Double = 20, connections: Int = 512, perAddress: Int = 256, header: Double = 20, unproved: Double = 120,
    grace: Double = 20, tls: ServerOptions.TLSFiles? = nil,
    showsMetricsToAll: Bool = true, isBehindProxy: Bool = false, metricsPort: Int? = nil,
    page: @escaping @Sendable (PageRequest) throws -> PageResponse = { _ in .notFound },
    _ answer: @escaping @Sendable (Seen) throws -> any ExchangeAnswer
  ) throws {
    let seen = Seen()
    var options = ServerOptions(host: "127.0.0.1", port: 0, tls: tls)
    options.idle = .milliseconds(Int64(idle * 1000))
    options.grace = .milliseconds(Int64(grace * 1000))
    options.connections = connections
    options.perAddress = perAddress
    options.header = .milliseconds(Int64(header * 1000))
    options.unproved = .milliseconds(Int64(unproved * 1000))
    options.showsMetricsToAll = showsMetricsToAll
    options.isBehindProxy = isBehindProxy
    options.names = ["h"]
    options.metrics = metricsPort.map { ("127.0.0.1", $0) }
    let handlers = HubHandlers(
      exchange: { _ in
        seen.note { $0.begun += 1 }
        return try answer(seen)
      },
      enrol: { _, body in
        guard body != Array("{}".utf8) else { throw Sentence.no }
        return Array(#"{"station":"#.utf8) + body + Array("}".utf8)
      },
      metrics: { "vanthu_hub_entries 7\n" }, page: page,
      status: { ($0 as? Sentence) == .unknown ? 401 : 422 },
      fault: { error in seen.note { $0.faults.append("\(error)") } })
    let queue = DispatchQueue(label: "hub")
    queue.setSpecific(key: Hub.queueName, value: "hub")
    server = try HubServer.start(options, handlers, on: queue)
    self.seen = seen
  }

  deinit { server.stop() }

  func carrier(_ port: Int? = nil, stall: Double = 20) throws -> HTTPCarrier {
    var options = HTTPCarrier.Options()
    options.stallMilliseconds = Int(stall * 1000)
    // The handler is no hub, and answers what it likes.
    options.opening = []
    return try HTTPCarrier("http://127.0.0.1:\(port ?? server.port)", agent: "vanthu/0.1", options)
  }
}

/// What the hub saw.
final class Seen: Sendable {
  struct Facts {
    var begun = 0
    var fed = 0
    var feeds = 0
    var largest = 0
    var given = 0
    var finished = 0
    var cut = 0
    var faults: [String] = []
    var queues: Set<String> = []
  }

  private let facts = Mutex(Facts())
  var now: Facts { facts.withLock { $0 } }
  func note(_ change: (inout sending Facts) -> Void) { facts.withLock { change(&$0) } }

  func wait(_ seconds: Double = 10, until isSo: (Facts) -> Bool) -> Bool {
    WireTests.wait(seconds) { isSo(now) }
  }
}

/// Waits for something that must happen. Returns whether it did.
func wait(_ seconds: Double = 10, until isSo: () throws -> Bool) rethrows -> Bool {
  let end = Date() + seconds
  while Date() < end {
    if try isSo() { return true }
    usleep(5000)
  }
  return false
}

/// Answers each part with itself.
class Echo: ExchangeAnswer {
  let seen: Seen
  /// What it takes the other side for.
  var caller: Caller { .proved }
  init(_ seen: Seen) { self.seen = seen }

  func feed(_ bytes: [UInt8]) throws -> [UInt8] {
    let queue = DispatchQueue.getSpecific(key: Hub.queueName) ?? "another"
    seen.note {
      $0.fed += bytes.count
      $0.feeds += 1
      $0.largest = max($0.largest, bytes.count)
      $0.queues.insert(queue)
    }
    return bytes
  }

  func next() throws -> [UInt8]? {
    seen.note { $0.finished += 1 }
    return nil
  }

  func cut() { seen.note { $0.cut += 1 } }
}

/// Answers with that many bytes, whatever the request.
final class Much: Echo {
  let count: Int
  private var given = 0

  init(_ seen: Seen, _ count: Int) {
    self.count = count
    super.init(seen)
  }

  override func feed(_ bytes: [UInt8]) throws -> [UInt8] {
    _ = try super.feed(bytes)
    return []
  }

  override func next() throws -> [UInt8]? {
    guard given < count else { return try super.next() }
    defer { given += 32 << 10 }
    seen.note { $0.given = given }
    return some(min(32 << 10, count - given), from: given)
  }
}

/// Refuses with the first part.
final class Refuser: Echo {
  let error: any Error
  init(_ seen: Seen, _ error: any Error) {
    self.error = error
    super.init(seen)
  }

  override func feed(_ bytes: [UInt8]) throws -> [UInt8] { throw error }
}

/// Answers the first kilobytes and then refuses.
final class Turning: Echo {
  override func feed(_ bytes: [UInt8]) throws -> [UInt8] {
    if seen.now.fed >= 2000 { throw Sentence.no }
    return try super.feed(bytes)
  }
}

enum Sentence: Refusal, Equatable {
  case no, unknown

  var words: Bilingual {
    switch self {
    case .no: Bilingual("Mã không đúng; xin mã khác.", "The code is wrong; ask for another.")
    case .unknown: Bilingual("Không biết máy này; hãy đăng ký máy.", "This PC is not known; enrol it.")
    }
  }
}

/// Returns bytes that show their position.
func some(_ count: Int, from start: Int = 0) -> [UInt8] {
  let first = start % 251
  return Array(pattern[first..<(first + count)])
}

private let pattern: [UInt8] = (0..<(200 << 10)).map { UInt8(truncatingIfNeeded: $0 % 251) }

/// Whether they are the same; fast, also in a build that is not optimised.
func areSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  left.count == right.count && memcmp(left, right, left.count) == 0
}

/// Returns the memory that the process holds, in bytes.
func residentBytes() -> Int {
  let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
  return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
}
