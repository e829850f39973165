import PageDoor
import Wording

/// What stands behind the server: the hub's answers, as closures. `exchange` is called on one serial queue, one at a time, so it may
/// block and use a database; `metrics`, `identity` and `page` on another, so that nobody who looks holds an exchange up; `enrol` on a
/// third, because a try of a code takes time: what it does with the hub it does on the first by itself.
public struct HubDoor: Sendable {
  /// A station begins an exchange; called with its network address when its first bytes have come.
  public var exchange: @Sendable (_ address: String) throws -> any ExchangeAnswer
  /// A station asks for its place in the hub: JSON in, JSON out; with its network address.
  public var enrol: @Sendable (_ address: String, [UInt8]) throws -> [UInt8]
  /// Who the hub is, for those who are about to enrol: JSON; nothing where it does not say.
  public var identity: @Sendable () throws -> [UInt8]
  /// Lines of Prometheus text, put behind the server's own.
  public var metrics: @Sendable () throws -> String
  /// Any other address.
  public var page: @Sendable (Visit) throws -> PageAnswer
  /// Whether a request for a page takes its time, and must not stand before others; asked on an event loop, so at once.
  public var lane: @Sendable (Visit) -> PageLane
  /// The HTTP status of a refusal: 4xx.
  public var status: @Sendable (any Refusal) -> Int
  /// What was thrown and is no refusal; for the log.
  public var fault: @Sendable (any Error) -> Void

  public init(
    exchange: @escaping @Sendable (_ address: String) throws -> any ExchangeAnswer,
    enrol: @escaping @Sendable (_ address: String, [UInt8]) throws -> [UInt8],
    identity: @escaping @Sendable () throws -> [UInt8] = { [] },
    metrics: @escaping @Sendable () throws -> String = { "" },
    page: @escaping @Sendable (Visit) throws -> PageAnswer = { _ in .notFound },
    lane: @escaping @Sendable (Visit) -> PageLane = { _ in .looking },
    status: @escaping @Sendable (any Refusal) -> Int = { _ in 422 },
    fault: @escaping @Sendable (any Error) -> Void
  ) {
    self.exchange = exchange
    self.enrol = enrol
    self.identity = identity
    self.metrics = metrics
    self.page = page
    self.lane = lane
    self.status = status
    self.fault = fault
  }
}

/// The hub's side of one exchange. Called on the hub's serial queue, until the answer is whole, `cut` was called, or something
/// was thrown.
///
/// A `Refusal` that is thrown before anything was answered becomes a status and a sentence. Later the line is cut, because a
/// status is said first or not at all: an exchange that has begun to answer says what is wrong in its own frames.
public protocol ExchangeAnswer: AnyObject {
  /// What is known of who speaks, by what has been fed.
  var caller: Caller { get }
  /// A part of the request came, at most 64 KiB. Gives what may be answered already.
  func feed(_ bytes: [UInt8]) throws -> [UInt8]
  /// The request is whole: gives the next part of the rest of the answer, in the end nothing. Asked when the line has taken the
  /// part before, so that a slow line holds neither memory nor the hub.
  func next() throws -> [UInt8]?
  /// The line broke; nothing more comes.
  func cut()
}

/// How far it is known who speaks in an exchange. What is not known for certain gets little time and few places.
public enum Caller: Sendable {
  /// Not even the header of a packet has come.
  case nobody
  /// The header names a station that takes part; anybody could have written it.
  case named
  /// The station has made the packet; perhaps not now, and somebody else sends it.
  case signed
  /// The station itself, now.
  case proved
}

/// What a browser is given.
public struct PageAnswer: Sendable {
  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]

  public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public init(status: Int = 200, html: String) {
    self.init(status: status, headers: [("content-type", "text/html; charset=utf-8")], body: Array(html.utf8))
  }

  public static let notFound = PageAnswer(
    status: 404, words: Words("Không có trang này; xem lại địa chỉ.", "There is no such page; look at the address."))

  /// A sentence in both languages.
  init(status: Int, words: Words) {
    self.init(
      status: status, headers: [("content-type", "text/plain; charset=utf-8")],
      body: Array("\(words.vietnamese)\n\(words.english)\n".utf8))
  }
}
