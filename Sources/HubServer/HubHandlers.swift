import PageRequests
import Wording

/// The hub's request handlers, as closures. `exchange` is called on one serial queue, one at a time, so it may block
/// and use a database; `metrics`, `identity`, `station` and `page` on others, so that no reader holds an exchange up;
/// `enrol` on a queue of its own, because trying a code takes time: it must itself do on the exchanges' queue what it
/// does with the hub.
public struct HubHandlers: Sendable {
  /// Begins an exchange with a station; called when its first bytes have come.
  public var exchange: @Sendable (_ address: String) throws -> any ExchangeAnswer
  /// Begins an exchange with a station whose packet another one carries; on the same queue.
  public var carry: @Sendable (_ address: String) throws -> any ExchangeAnswer
  /// Handles the request of a station to be enrolled: JSON in, JSON out.
  public var enrol: @Sendable (_ address: String, [UInt8]) throws -> [UInt8]
  /// The hub's identity for stations about to enrol, as JSON; empty if the hub does not publish it.
  public var identity: @Sendable () throws -> [UInt8]
  /// How a station stands with the hub: JSON in, JSON out; empty if the hub does not say.
  public var station: @Sendable ([UInt8]) throws -> [UInt8]
  /// Prometheus text, appended to the server's own.
  public var metrics: @Sendable () throws -> String
  /// Any other path.
  public var page: @Sendable (PageRequest) throws -> PageResponse
  /// The queue for a page request: those that take long must not hold others up. Called on an event loop, so it must
  /// not block.
  public var lane: @Sendable (PageRequest) -> PageLane
  /// The HTTP status of a refusal: 4xx.
  public var status: @Sendable (any Refusal) -> Int
  /// The sentence of a refusal for whoever asked, who is not the administrator.
  public var words: @Sendable (any Refusal) -> Bilingual
  /// Logs an error that is not a refusal.
  public var fault: @Sendable (any Error) -> Void

  public init(
    exchange: @escaping @Sendable (_ address: String) throws -> any ExchangeAnswer,
    carry: @escaping @Sendable (_ address: String) throws -> any ExchangeAnswer = { _ in throw CarriesNothing() },
    enrol: @escaping @Sendable (_ address: String, [UInt8]) throws -> [UInt8],
    identity: @escaping @Sendable () throws -> [UInt8] = { [] },
    station: @escaping @Sendable ([UInt8]) throws -> [UInt8] = { _ in [] },
    metrics: @escaping @Sendable () throws -> String = { "" },
    page: @escaping @Sendable (PageRequest) throws -> PageResponse = { _ in .notFound },
    lane: @escaping @Sendable (PageRequest) -> PageLane = { _ in .looking },
    status: @escaping @Sendable (any Refusal) -> Int = { _ in 422 },
    words: @escaping @Sendable (any Refusal) -> Bilingual = { $0.words },
    fault: @escaping @Sendable (any Error) -> Void
  ) {
    self.exchange = exchange
    self.carry = carry
    self.enrol = enrol
    self.identity = identity
    self.station = station
    self.metrics = metrics
    self.page = page
    self.lane = lane
    self.status = status
    self.words = words
    self.fault = fault
  }
}

/// A server that carries nothing.
public struct CarriesNothing: Refusal {
  public init() {}
  public var words: Bilingual {
    Bilingual(
      "Trung tâm này không nhận gói chuyển giúp; mang bằng USB.", "This hub takes no carried packets; use a stick.")
  }
}

/// The hub's side of one exchange. Called on the hub's serial queue, until the answer is complete, `cut` was called, or
/// an error was thrown.
///
/// A `Refusal` thrown before anything was answered becomes a status and a sentence. Later, the connection is cut,
/// because a status can only be sent first: an exchange that has begun to answer says what is wrong in its own frames.
public protocol ExchangeAnswer: AnyObject {
  /// What is known of the sender from the bytes fed so far.
  var caller: Caller { get }
  /// Receives a part of the request, at most 64 KiB. Returns what can be answered already.
  func feed(_ bytes: [UInt8]) throws -> [UInt8]
  /// Called once the request is complete: returns the next part of the rest of the answer, and nil at its end. Called
  /// again when the part before has been written, so that a slow connection holds neither memory nor the hub.
  func next() throws -> [UInt8]?
  /// The connection dropped; nothing more comes.
  func cut()
}

/// How far the sender of an exchange is known. Unproved senders get little time and few places.
public enum Caller: Sendable {
  /// Not even the header of a packet has been received.
  case nobody
  /// The header names an enrolled station; anybody could have written it.
  case named
  /// The signature is valid, but the packet may be a replay sent by somebody else.
  case signed
  /// The station itself, now.
  case proved
}

extension PageResponse {
  public static let notFound = PageResponse(
    status: 404,
    words: Bilingual("Không có trang này; xem lại địa chỉ.", "There is no such page; check the address."))

  /// A sentence in both languages, as plain text.
  init(status: Int, words: Bilingual) {
    self.init(
      status: status, headers: [("content-type", "text/plain; charset=utf-8")],
      text: "\(words.vietnamese)\n\(words.english)\n")
  }
}
