import CCurl
import Wording

/// Carries exchanges over HTTP or HTTPS, on one connection that is kept for the next.
///
/// Parts of the request leave as the line takes them, and parts of the answer are handed over as they come, also while the
/// request still leaves. What does not move for 20 s, either way, is given up: a line that is dead must be known to be.
public final class HTTPCarrier {
  private let hub: String
  private let line: OpaquePointer
  /// In how many seconds the hub wants to be asked again, when it refused for want of room.
  public private(set) var retryAfter: Int?

  /// How it reaches the hub.
  public struct Options: Sendable {
    /// A file of certificates to trust instead of the system's.
    public var authorities: String?
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
  public init(_ hub: String, agent: String, _ options: Options = Options()) throws {
    self.hub = hub.last == "/" ? String(hub.dropLast()) : hub
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
      guard let part = try next() else { return try post("/v1/exchange", type: nil, whole: begun, { nil }, take) }
      begun += part
    }
    return try post(
      "/v1/exchange", type: nil, whole: nil,
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
    try post(path, type: "application/json", whole: body, { nil }, { answer += $0 })
    return answer
  }

  @discardableResult
  private func post(
    _ path: String, type: String?, whole: [UInt8]?, _ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void
  ) throws -> Travelled {
    try withoutActuallyEscaping(next) { next in
      try withoutActuallyEscaping(take) { take in
        let course = Course(next, take)
        let result = type.withCString { type in
          whole.withBytes { bytes, size in
            vc_post(
              line, hub + path, type, bytes, size, { Course.of($0).give($1, $2) }, { Course.of($0).take($1, $2) },
              Unmanaged.passUnretained(course).toOpaque())
          }
        }
        retryAfter = result.retryAfter > 0 ? Int(result.retryAfter) : nil
        if let thrown = course.thrown { throw thrown }
        if let failure = failure(result) { throw failure }
        return Travelled(sent: Int(result.sent), received: Int(result.received))
      }
    }
  }

  private func failure(_ result: VCResult) -> CarrierFailure? {
    // A hub that refuses early closes the line behind its sentence; the sentence is what counts.
    if result.status >= 300 { return .refused(status: result.status, sentence(result.status)) }
    let why = withUnsafeBytes(of: result.why) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    switch result.end {
    case VC_DONE: return nil
    case VC_NO_LINE: return .noLine(why)
    case VC_UNTRUSTED: return .untrusted(why)
    case VC_UNUSABLE: return .unusable(hub)
    default: return .cut(why)
    }
  }

  /// The hub speaks Vietnamese on the first line and English on the second; what is no hub says something else.
  private func sentence(_ status: Int) -> Words {
    var size = 0
    let bytes = vc_sentence(line, &size)
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard lines.count == 2, !text.hasPrefix("<") else {
      return Words(
        "Máy chủ trả lời mã \(status); xem lại địa chỉ của máy chủ, hoặc báo người quản trị.",
        "The server answered with the code \(status); look at its address, or tell the administrator.")
    }
    return Words(lines[0], lines[1])
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

  init(_ next: @escaping () throws -> [UInt8]?, _ take: @escaping ([UInt8]) throws -> Void) {
    self.next = next
    taken = take
  }

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
      try taken(Array(UnsafeBufferPointer(start: bytes, count: size)))
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
