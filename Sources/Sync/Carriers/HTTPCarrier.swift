import CCurl
import Wording

/// Carries exchanges over HTTP or HTTPS, on one connection that is kept for the next.
///
/// Parts of the request leave as the line takes them, and parts of the answer are handed over as they come, also while the
/// request still leaves. What does not move for 20 s, either way, is given up: a line that is dead must be known to be.
public final class HTTPCarrier {
  let hub: HubAddress
  private let opening: [UInt8]
  private let line: OpaquePointer
  /// In how many seconds the hub wants to be asked again, when it refused for want of room.
  public private(set) var retryAfter: Int?

  /// How it reaches the hub.
  public struct Options: Sendable {
    /// Certificates to trust instead of the system's, as PEM.
    public var authorities: String?
    /// How every answer to an exchange begins: what begins otherwise was not said by a hub.
    public var opening = Array("VTPK".utf8)
    /// Short, because the system asks after 1, 3 and 7 s, and then not for 8: who begins anew asks sooner.
    public var connectMilliseconds = 10_000
    /// How long nothing may move.
    public var stallMilliseconds = 20_000

    public init(authorities: String? = nil) { self.authorities = authorities }
  }

  /// What travelled, with everything of HTTP and TLS.
  public struct Travelled: Equatable, Sendable {
    public let sent: Int
    public let received: Int
  }

  /// - Parameters:
  ///   - hub: `https://hub.province.gov.vn`, with a port if need be.
  ///   - agent: who enrols: `vanthu/0.1`.
  /// - Throws: `CarrierFailure.unusable` for what is no address.
  public init(_ hub: String, agent: String, _ options: Options = Options()) throws {
    self.hub = try HubAddress(hub)
    opening = options.opening
    let line = options.authorities.withCString { authorities in
      agent.withCString { agent in
        var settings = VCSettings(
          authorities: authorities, agent: agent, connectMilliseconds: options.connectMilliseconds,
          stallMilliseconds: options.stallMilliseconds)
        return vc_open(&settings)
      }
    }
    guard let line else { throw CarrierFailure.unusable(hub) }
    self.line = line
  }

  deinit { vc_close(line) }

  /// One exchange.
  ///
  /// - Parameters:
  ///   - next: the next part of the request, of any size; nothing when it is whole.
  ///   - take: gets the parts of the answer.
  /// - Throws: `CarrierFailure`, or what `next` or `take` throw, which ends the exchange.
  @discardableResult
  public func exchange(_ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void) throws -> Travelled {
    var begun: [UInt8] = []
    while begun.count < HTTPCarrier.small {
      guard let part = try next() else {
        return try post("/v1/exchange", type: nil, opening, whole: begun, { nil }, take)
      }
      begun += part
    }
    return try post(
      "/v1/exchange", type: nil, opening, whole: nil,
      {
        guard begun.isEmpty else {
          defer { begun = [] }
          return begun
        }
        return try next()
      }, take)
  }

  /// A request up to about this size is made before it is sent, and leaves as few packets as hold it: each costs some 100 bytes both
  /// ways, and any of them may be the one that is lost.
  private static let small = 8 << 10

  /// A small request with a small answer, both JSON.
  ///
  /// - Parameter path: `/v1/enrol`.
  public func post(_ path: String, _ body: [UInt8]) throws -> [UInt8] {
    var answer: [UInt8] = []
    try post(path, type: "application/json", Array("{".utf8), whole: body, { nil }, { answer += $0 })
    return answer
  }

  @discardableResult
  private func post(
    _ path: String, type: String?, _ opening: [UInt8], whole: [UInt8]?, _ next: () throws -> [UInt8]?,
    _ take: ([UInt8]) throws -> Void
  ) throws -> Travelled {
    try withoutActuallyEscaping(next) { next in
      try withoutActuallyEscaping(take) { take in
        let course = Course(next, take, opening)
        let result = type.withCString { type in
          whole.withBytes { bytes, size in
            vc_post(
              line, hub.text + path, type, bytes, size, { Course.of($0).give($1, $2) }, { Course.of($0).take($1, $2) },
              Unmanaged.passUnretained(course).toOpaque())
          }
        }
        retryAfter = result.retryAfter > 0 ? Int(result.retryAfter) : nil
        if let thrown = course.thrown { throw thrown }
        if let failure = failure(result, course) { throw failure }
        return Travelled(sent: Int(result.sent), received: Int(result.received))
      }
    }
  }

  private func failure(_ result: VCResult, _ course: Course) -> CarrierFailure? {
    // A hub that refuses early closes the line behind its sentence; the sentence is what counts.
    // An answer that ended before it began was none; of one that was cut nobody knows.
    let isHub = !course.isForeign && (course.hasOpened || result.end != VC_DONE)
    let answer = HTTPAnswer(status: Int(result.status), type: text(result.type), body: body)
    if let failure = answer.failure(of: hub, movedTo: text(result.moved), isHub: isHub) { return failure }
    switch result.end {
    case VC_DONE: return nil
    case VC_UNUSABLE: return .unusable(hub.text)
    case VC_NO_LINE:
      let proxy = Proxy.between(hub)
      return Obstacle(result.reason, hub.host, proxy, Int(result.proxyStatus)).map { .blocked($0) }
        ?? .noLine(text(result.why))
    default: return .cut(text(result.why))
    }
  }

  /// What came of an answer that is no success.
  private var body: String {
    var size = 0
    let bytes = vc_sentence(line, &size)
    return String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
  }

  /// A text of C, in an array of fixed size.
  private func text(_ field: some Any) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// One request on its way through C.
private final class Course {
  private let next: () throws -> [UInt8]?
  private let taken: ([UInt8]) throws -> Void
  private var part: ArraySlice<UInt8> = []
  private var hasEnded = false
  private static let enough = 4 << 10
  private(set) var thrown: (any Error)?
  /// How the answer must begin, as far as it has not come yet.
  private var opening: ArraySlice<UInt8>
  /// Whether it began otherwise.
  private(set) var isForeign = false

  init(
    _ next: @escaping () throws -> [UInt8]?, _ take: @escaping ([UInt8]) throws -> Void, _ opening: [UInt8]
  ) {
    self.next = next
    taken = take
    self.opening = opening[...]
  }

  var hasOpened: Bool { opening.isEmpty }

  static func of(_ context: UnsafeMutableRawPointer?) -> Course {
    Unmanaged<Course>.fromOpaque(context!).takeUnretainedValue()
  }

  /// What is given at once leaves at once, so small parts go together.
  func give(_ room: UnsafeMutablePointer<UInt8>?, _ size: Int) -> Int {
    var given = 0
    do {
      while given < size {
        if part.isEmpty {
          guard !hasEnded, given < Course.enough else { break }
          guard let more = try next() else {
            hasEnded = true
            break
          }
          part = more[...]
        }
        let count = min(size - given, part.count)
        part.withUnsafeBufferPointer { if count > 0 { (room! + given).update(from: $0.baseAddress!, count: count) } }
        part = part.dropFirst(count)
        given += count
      }
      return given
    } catch {
      thrown = error
      return -1
    }
  }

  func take(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> Bool {
    do {
      let part = Array(UnsafeBufferPointer(start: bytes, count: size))
      let expected = opening.prefix(part.count)
      guard part.starts(with: expected) else {
        isForeign = true
        return false
      }
      opening = opening.dropFirst(expected.count)
      try taken(part)
      return true
    } catch {
      thrown = error
      return false
    }
  }
}

extension [UInt8]? {
  /// The bytes for C; NULL for nothing, and never for an empty request.
  fileprivate func withBytes<Result>(_ body: (UnsafePointer<UInt8>?, Int) throws -> Result) rethrows -> Result {
    guard let bytes = self else { return try body(nil, 0) }
    return try (bytes + [0]).withUnsafeBufferPointer { try body($0.baseAddress, bytes.count) }
  }
}

extension String? {
  /// The text for C; NULL for nothing.
  fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>?) throws -> Result) rethrows -> Result {
    guard let text = self else { return try body(nil) }
    return try text.withCString { try body($0) }
  }
}
