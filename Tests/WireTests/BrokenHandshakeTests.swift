import BadLine
import Foundation
import Glibc
import HubServer
import Sync
import TestSupport
import Testing

/// A connection that breaks or falls silent before the request is sent says nothing about a certificate: it is one of
/// the network, and is tried again.
@Suite struct BrokenHandshakes {
  private let place = TemporaryFolder()

  private func certificate() throws -> ServerOptions.TLSFiles {
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    openssl.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=hub", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", place.path + "/key.pem", "-out",
      place.path + "/hub.pem",
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    return .init(certificate: place.path + "/hub.pem", key: place.path + "/key.pem")
  }

  private func failure(
    _ address: String, trusting authorities: String? = nil, seconds: Double = 1, within silence: Silence? = nil
  ) -> CarrierFailure? {
    var options = HTTPCarrier.Options(authorities: authorities)
    options.connectMilliseconds = Int(seconds * 1000)
    options.stallMilliseconds = Int(seconds * 1000)
    do {
      let carrier = try HTTPCarrier(address, agent: "vanthu/0.1", options)
      try carrier.exchange({ nil }, { _ in }, within: silence ?? Silence(limit: nil))
      return nil
    } catch {
      return error as? CarrierFailure
    }
  }

  private func expectOfLine(_ failure: CarrierFailure?, _ comment: Comment? = nil) {
    #expect(failure?.isOfLine == true && failure?.hope == .soon, comment)
  }

  @Test func aServerThatClosesAtOnceIsNoFalseCertificate() throws {
    let closer = try OneAnswer([[]])
    defer { closer.stop() }
    let failure = failure("https://127.0.0.1:\(closer.port)")
    #expect(failure == .blocked(.cutAtOnce("127.0.0.1")))
    expectOfLine(failure)
    #expect(failure?.words.vietnamese.contains("chứng thư") == false)
  }

  /// The hub's own certificate is trusted; the connection is cut or falls silent after so many bytes.
  @Test(arguments: [1, 60, 300, 700, 900, 1100, 1300])
  func aHandshakeThatIsCutAnywhereIsNoFalseCertificate(bytes: Int) throws {
    let files = try certificate()
    let authorities = try Authorities.read(files.certificate)
    let hub = try Hub(tls: files) { Echo($0) }
    for end in [BadLine.End.reset, .silence] {
      let line = try BadLine(to: hub.server.port, .init(after: bytes, end))
      defer { line.close() }
      let failure = failure("https://127.0.0.1:\(line.port)", trusting: authorities)
      expectOfLine(failure, "\(end) after \(bytes): \(failure as Any)")
    }
  }

  @Test(arguments: ["http", "https"]) func aServerThatAcceptsAndNeverAnswersIsNamedAndGivenUp(scheme: String) throws {
    let silent = try Silent()
    let silence = Silence(limit: 10_000)
    let start = Date()
    let failure = failure("\(scheme)://127.0.0.1:\(silent.port)", within: silence)
    #expect(failure == .blocked(.silent("127.0.0.1")))
    expectOfLine(failure)
    #expect(Date().timeIntervalSince(start) < 5)
  }

  /// A run by hand whose silence is nearly spent does not wait for another full limit.
  @Test func whatIsLeftOfTheSilenceLimitsTheNextTry() throws {
    let silent = try Silent()
    let silence = Silence(limit: 20_000)
    silence.add(19_000)
    let start = Date()
    #expect(
      failure("http://127.0.0.1:\(silent.port)", seconds: 60, within: silence) == .blocked(.silent("127.0.0.1")))
    #expect((4..<15).contains(Date().timeIntervalSince(start)))
  }

  /// Nothing is lost on a slow connection, however long the exchange takes: a byte now and then is no silence.
  @Test func aSlowConnectionOnWhichBytesMoveIsNotSilent() throws {
    let hub = try Hub { Echo($0) }
    let line = try BadLine(to: hub.server.port, .init(rate: 8_000, delay: 0.3))
    defer { line.close() }
    let silence = Silence(limit: 2_000)
    var options = HTTPCarrier.Options()
    options.stallMilliseconds = 2_000
    options.opening = []
    let carrier = try HTTPCarrier("http://127.0.0.1:\(line.port)", agent: "vanthu/0.1", options)
    var (left, answered) = (3, 0)
    let start = Date()
    try carrier.exchange(
      {
        left -= 1
        return left < 0 ? nil : some(10_000)
      }, { answered += $0.count }, within: silence)
    #expect(answered == 30_000 && Date().timeIntervalSince(start) > 3)
  }
}

/// Accepts connections and neither reads nor answers.
private final class Silent {
  let port: Int
  private let listener: Int32

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = try Loopback.bind(listener, to: Loopback.address(0))
    guard listen(listener, 8) == 0 else { throw POSIXError(.EADDRINUSE) }
  }

  deinit { close(listener) }
}
