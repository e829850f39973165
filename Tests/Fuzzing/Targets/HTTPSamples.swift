import Exchange
import Records
import TestProvince
import TestSupport

/// Requests as stations and browsers send them, and how they are corrupted.
struct HTTPSamples {
  private let requests: [[UInt8]]
  private let packets: [[UInt8]]

  init(_ world: HubWorld, _ chance: inout SeededRandom) throws {
    packets = try (0..<6).map { try world.packet(of: $0 % 3, isHostile: $0 > 2, &chance) }
    let code = try world.hub.code(for: World.thucPhan)
    let enrolment = try StationJournal(StationName(number: 99), &chance).request(.join, code).json
    var requests = packets.map { HTTPSamples.post("/v1/exchange", $0, isChunked: false) }
    requests += packets.prefix(3).map { HTTPSamples.post("/v1/exchange", $0, isChunked: true) }
    requests.append(HTTPSamples.post("/v1/enrol", enrolment, isChunked: false))
    requests.append(HTTPSamples.post("/dang-nhap", Array("dau=x&ten=quan-tri&mk=%C3%A1+b".utf8), isChunked: false))
    for path in FuzzTarget.pagePaths + ["/health", "/metrics", "/v1/", "*", "http://x/health"] {
      requests.append(Array("GET \(path) HTTP/1.1\r\nhost: hub\r\ncookie: vanthu=abc; lang=en\r\n\r\n".utf8))
    }
    requests.append(Array("HEAD / HTTP/1.0\r\n\r\n".utf8))
    self.requests = requests
  }

  private static func post(_ path: String, _ body: [UInt8], isChunked: Bool) -> [UInt8] {
    let head = "POST \(path) HTTP/1.1\r\nhost: hub\r\ncontent-type: application/octet-stream\r\n"
    guard isChunked else { return Array("\(head)content-length: \(body.count)\r\n\r\n".utf8) + body }
    var bytes = Array("\(head)transfer-encoding: chunked\r\n\r\n".utf8)
    for start in stride(from: 0, to: body.count, by: 700) {
      let part = body[start..<min(start + 700, body.count)]
      bytes += Array("\(String(part.count, radix: 16))\r\n".utf8) + part + Array("\r\n".utf8)
    }
    return bytes + Array("0\r\n\r\n".utf8)
  }

  /// Returns one request or several in a row, good or corrupted.
  func request(_ chance: inout SeededRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0...(chance.one(in: 5) ? chance.below(4) : 0) { bytes += chance.pick(requests) }
    switch chance.below(8) {
    case 0: return bytes
    case 1:
      // A corrupted packet as the body, in a valid request.
      var body = chance.pick(packets)
      Spoiling.spoil(&body, others: packets, &chance)
      return HTTPSamples.post(
        chance.pick(["/v1/exchange", "/v1/enrol", "/dang-nhap"]), body, isChunked: chance.one(in: 2))
    case 2:
      // Heads that are long, and some that do not end.
      let line = chance.pick([
        "x-\(chance.below(9)): a", "cookie: a=b; c", "host: x", "x: " + String(repeating: "a", count: 9_000),
      ])
      let lines = String(repeating: line + "\r\n", count: chance.pick([1, 60, 70, 500]))
      return Array("GET / HTTP/1.1\r\n\(lines)\(chance.one(in: 2) ? "\r\n" : "")".utf8)
    case 3: return lineSpoilt(bytes, &chance)
    case 4: return HTTPSamples.path(&chance)
    default:
      Spoiling.spoil(&bytes, others: requests, words: HTTPSamples.words, &chance)
      return bytes
    }
  }

  /// Replaces, repeats or removes a line of the head.
  private func lineSpoilt(_ bytes: [UInt8], _ chance: inout SeededRandom) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let place = chance.below(min(lines.count, 5))
    switch chance.below(4) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines.insert(chance.pick(HTTPSamples.words) + [0x0D], at: place)
    default: lines[place] = chance.pick(HTTPSamples.words) + [0x0D]
    }
    return Array(lines.joined(separator: [0x0A]))
  }

  private static func path(_ chance: inout SeededRandom) -> [UInt8] {
    let fields = (0..<chance.below(4)).map { _ in
      "\(chance.pick(FuzzTarget.pageFields))=\(encoded(FuzzTarget.someValue(&chance), &chance))"
    }
    let path = "\(chance.pick(FuzzTarget.pagePaths))?\(fields.joined(separator: "&"))"
    return Array("GET \(path.prefix(12_000)) HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n".utf8)
  }

  private static func encoded(_ text: String, _ chance: inout SeededRandom) -> String {
    let isBare = chance.one(in: 6)
    return text.utf8.prefix(3_000).map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      guard !isPlain, !isBare || byte <= 0x20 else { return String(UnicodeScalar(byte)) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private static let words = [
    "content-length: 0", "content-length: -1", "content-length: 99999999999999999999", "content-length: 65537",
    "content-length: 5, 5", "transfer-encoding: chunked", "transfer-encoding: gzip, chunked", "transfer-encoding: x",
    "connection: close", "connection: keep-alive, upgrade", "upgrade: h2c", "expect: 100-continue",
    "x-forwarded-for: 1.2.3.4, x", "x-forwarded-proto: https", "cookie: =;;=;a", "host:", ": x", " folded",
    "ffffffffffffffff",
    "7fffffffffffffff", "0;x=y", "GET / HTTP/9.9", "PRI * HTTP/2.0", "POST /v1/exchange HTTP/1.1",
    "CONNECT x:1 HTTP/1.1",
    "GET / HTTP/1.1", "\0", "\u{16}\u{3}\u{1}", "%", "%zz", "\r\n\r\n",
  ].map { Array($0.utf8) }
}
