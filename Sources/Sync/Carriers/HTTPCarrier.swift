import CCurl
import Wording

/// Carries exchanges over HTTP or HTTPS, on one connection that is kept alive for the next.
///
/// The request is streamed as fast as the connection takes it, and parts of the response are passed on as they arrive,
/// even while the request is still being sent. A transfer that stalls for 20 s in both directions is aborted: a dead
/// connection must be noticed.
public final class HTTPCarrier {
  let hub: HubAddress
  private let options: Options
  private let line: OpaquePointer
  /// The seconds after which the hub wants to be asked again, when it refused for lack of capacity.
  public private(set) var retryAfter: Int?

  /// How to reach the hub.
  public struct Options: Sendable {
    /// Certificates to trust instead of the system's, as PEM.
    public var authorities: String?
    /// The first bytes of every answer to an exchange; one that begins otherwise is not from a hub.
    public var opening = Array("VTPK".utf8)
    /// Kept short: the kernel retransmits SYN after 1, 3 and 7 s, and then not for 8 s. Connecting again is faster than
    /// waiting.
    public var connectMilliseconds = 10_000
    /// How long a transfer may stall.
    public var stallMilliseconds = 20_000

    public init(authorities: String? = nil) { self.authorities = authorities }
  }

  /// Bytes transferred, including HTTP and TLS.
  public struct Travelled: Equatable, Sendable {
    public let sent: Int
    public let received: Int
  }

  /// - Parameters:
  ///   - hub: `https://hub.province.gov.vn`, with a port if need be.
  ///   - agent: the User-Agent, like `vanthu/0.1`.
  /// - Throws: `CarrierFailure.unusable` for an invalid address.
  public init(_ hub: String, agent: String, _ options: Options = Options()) throws {
    self.hub = try HubAddress(hub)
    self.options = options
    let line = options.authorities.withCString { authorities in
      agent.withCString { agent in
        var settings = VCSettings(authorities: authorities, agent: agent)
        return vc_open(&settings)
      }
    }
    guard let line else { throw CarrierFailure.unusable(hub) }
    self.line = line
  }

  deinit { vc_close(line) }

  /// Runs one exchange.
  ///
  /// - Parameters:
  ///   - next: returns the next part of the request, of any size; `nil` when it is complete.
  ///   - take: receives the parts of the response.
  ///   - silence: what is left of it limits this try; the silence of a failed try is added to it.
  /// - Throws: `CarrierFailure`, or what `next` or `take` throw, which ends the exchange.
  @discardableResult
  public func exchange(
    _ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void, within silence: Silence = Silence(limit: nil)
  ) throws -> Travelled {
    try stream("/v1/exchange", options.opening, next, take, silence)
  }

  /// Carries the sealed packet of another station, and takes the sealed answer to it.
  ///
  /// - Parameters: as of `exchange`.
  public func carry(_ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void) throws {
    try stream("/v1/carry", Array("VTSL".utf8), next, take, Silence(limit: nil))
  }

  @discardableResult
  private func stream(
    _ path: String, _ opening: [UInt8], _ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void,
    _ silence: Silence
  ) throws -> Travelled {
    var begun: [UInt8] = []
    while begun.count < HTTPCarrier.small {
      guard let part = try next() else {
        return try post(path, type: nil, opening, whole: begun, { nil }, take, silence)
      }
      begun += part
    }
    return try post(
      path, type: nil, opening, whole: nil,
      {
        guard begun.isEmpty else {
          defer { begun = [] }
          return begun
        }
        return try next()
      }, take, silence)
  }

  /// A request up to about this size (bytes) is built before it is sent, so it leaves in as few network packets as
  /// possible: each costs some 100 bytes both ways, and any of them may be lost.
  private static let small = 8 << 10

  /// Sends a small request and returns the small response, both JSON.
  ///
  /// - Parameter path: `/v1/enrol`.
  public func post(_ path: String, _ body: [UInt8]) throws -> [UInt8] {
    var answer: [UInt8] = []
    try post(
      path, type: "application/json", Array("{".utf8), whole: body, { nil }, { answer += $0 }, Silence(limit: nil))
    return answer
  }

  @discardableResult
  private func post(
    _ path: String, type: String?, _ opening: [UInt8], whole: [UInt8]?, _ next: () throws -> [UInt8]?,
    _ take: ([UInt8]) throws -> Void, _ silence: Silence
  ) throws -> Travelled {
    try withoutActuallyEscaping(next) { next in
      try withoutActuallyEscaping(take) { take in
        let course = Course(next, take, opening)
        let limits = VCLimits(
          connectMilliseconds: silence.allowed(options.connectMilliseconds),
          stallMilliseconds: silence.allowed(options.stallMilliseconds))
        let result = type.withCString { type in
          whole.withBytes { bytes, size in
            vc_post(
              line, limits, hub.text + path, type, bytes, size, { Course.of($0).give($1, $2) },
              { Course.of($0).receive($1, $2) },
              Unmanaged.passUnretained(course).toOpaque())
          }
        }
        retryAfter = result.retryAfter > 0 ? Int(result.retryAfter) : nil
        if let thrown = course.thrown { throw thrown }
        if let failure = ending(result, course).failure(of: hub, through: Proxy.between(hub)) {
          silence.add(Int(result.still))
          throw failure
        }
        return Travelled(sent: Int(result.sent), received: Int(result.received))
      }
    }
  }

  private func ending(_ result: VCResult, _ course: Course) -> HTTPEnding {
    var ending = HTTPEnding(
      code: result.code, stage: result.stage, stopper: result.stopper, isAcknowledged: result.isAcknowledged,
      isNewConnection: result.isNewConnection, error: result.error, verified: result.verified,
      message: text(result.why), status: result.status, proxyStatus: result.proxyStatus, type: text(result.type),
      moved: text(result.moved), body: body)
    // Of a response that was cut before the opening bytes it is unknown whose it is.
    let isComplete = result.code == CURLE_OK
    ending.beginsAsHub = !course.isForeign && (course.hasOpened || !isComplete)
    return ending
  }

  /// The body received of a response that is no success.
  private var body: String {
    var size = 0
    let bytes = vc_sentence(line, &size)
    return String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
  }

  /// Reads a C string in an array of fixed size.
  private func text(_ field: some Any) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// The state of one request, passed through C.
private final class Course {
  private let next: () throws -> [UInt8]?
  private let taken: ([UInt8]) throws -> Void
  private var part: ArraySlice<UInt8> = []
  private var hasEnded = false
  private static let enough = 4 << 10
  private(set) var thrown: (any Error)?
  /// The rest of the required opening bytes.
  private var opening: ArraySlice<UInt8>
  /// Whether the response began otherwise.
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

  /// Fills the buffer with parts of the request. Bytes returned together are sent together, so small parts are
  /// combined.
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

  func receive(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> Bool {
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
  /// Passes the bytes to C: NULL for `nil`, but never for an empty request.
  fileprivate func withBytes<Result>(_ body: (UnsafePointer<UInt8>?, Int) throws -> Result) rethrows -> Result {
    guard let bytes = self else { return try body(nil, 0) }
    return try (bytes + [0]).withUnsafeBufferPointer { try body($0.baseAddress, bytes.count) }
  }
}

extension String? {
  /// Passes the text to C; NULL for `nil`.
  fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>?) throws -> Result) rethrows -> Result {
    guard let text = self else { return try body(nil) }
    return try text.withCString { try body($0) }
  }
}
