import BadLine
import Foundation
import HubServer
import Sync
import TestSupport
import Testing

/// Each obstacle between a station and its hub is reported by its own name.
@Suite struct Obstacles {
  private let place = TemporaryFolder()
  private var folder: String { place.path }

  /// Returns how an exchange with that address fails.
  private func failure(_ address: String, trusting authorities: String? = nil) -> CarrierFailure? {
    do {
      try HTTPCarrier(address, agent: "vanthu/0.1", .init(authorities: authorities)).exchange({ nil }, { _ in })
      return nil
    } catch {
      return error as? CarrierFailure
    }
  }

  /// Starts a server that sends one answer to every client, and closes.
  private func answering(_ answer: String) throws -> (port: Int, server: OneAnswer) {
    let server = try OneAnswer([Array(answer.utf8)])
    return (server.port, server)
  }

  private func after(_ head: String, _ body: String = "") throws -> CarrierFailure? {
    let (port, server) = try answering(
      "HTTP/1.1 \(head)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
    defer { server.stop() }
    return failure("http://127.0.0.1:\(port)")
  }

  @Test func whatIsNoAnswerOfAHubIsNotTakenForOne() throws {
    let page = "<html><body>Đăng nhập wifi</body></html>"
    #expect(try after("200 OK\r\nContent-Type: text/html", page) == .blocked(.portal("127.0.0.1")))
    #expect(try after("200 OK") == .blocked(.noHub("127.0.0.1", status: 200)))
    #expect(try after("204 No Content") == .blocked(.noHub("127.0.0.1", status: 204)))
    #expect(
      try after("200 OK\r\nContent-Type: application/octet-stream", String(repeating: "\0", count: 200))
        == .blocked(.noHub("127.0.0.1", status: 200)))
    #expect(
      try after("302 Found\r\nLocation: http://wifi.example/login?x=1")
        == .blocked(.moved("127.0.0.1", to: "http://wifi.example")))
    #expect(try after("302 Found") == .blocked(.portal("127.0.0.1")))
    #expect(try after("407 Proxy Authentication Required") == .blocked(.proxyRefuses("127.0.0.1", status: 407)))
    #expect(
      try after("413 Request Entity Too Large\r\nContent-Type: text/html", page) == .blocked(.tooLarge("127.0.0.1")))
    #expect(try after("511 Network Authentication Required", "x") == .blocked(.portal("127.0.0.1")))
    #expect(try after("403 Forbidden\r\nContent-Type: text/html", page) == .blocked(.noHub("127.0.0.1", status: 403)))
    // Two lines of another program are no sentence of ours.
    #expect(
      try after("403 Forbidden\r\nContent-Type: text/plain", "Access denied\nby policy\n")
        == .blocked(.noHub("127.0.0.1", status: 403)))
    #expect(
      try after("502 Bad Gateway\r\nContent-Type: text/html", page) == .blocked(.noHub("127.0.0.1", status: 502)))
  }

  @Test func theHubsOwnRefusalIsOne() throws {
    let refusal = try after(
      "403 Forbidden\r\nContent-Type: text/plain; charset=utf-8", "Trạm đã bị thu hồi.\nThe station is revoked.\n")
    #expect(refusal == .refused(status: 403, .init("Trạm đã bị thu hồi.", "The station is revoked.")))
    #expect(refusal?.hope == CarrierFailure.Hope.none)
  }

  @Test func atNightOnlyWhatTheHubSaysEndsTheTrying() throws {
    for obstacle in [
      Obstacle.portal("h"), .moved("h", to: "x"), .untrusted("h"), .noHub("h", status: 404), .noTLS("h"),
      .tooLarge("h"),
    ] {
      #expect(CarrierFailure.blocked(obstacle).hope == .later)
    }
    for obstacle in [
      Obstacle.nameNotFound("h"), .refused("h"), .timedOut("h"), .silent("h"), .cutAtOnce("h"), .cutInTheClear("h"),
      .proxyCuts("p"),
      .noHub("h", status: 502),
    ] {
      #expect(CarrierFailure.blocked(obstacle).hope == .soon && CarrierFailure.blocked(obstacle).isOfLine)
    }
  }

  @Test func anAnswerThatBreaksOffAfterItsFirstBytesIsACut() throws {
    let (port, server) = try answering("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nVT")
    defer { server.stop() }
    guard case .cut = failure("http://127.0.0.1:\(port)") else { Issue.record("no cut"); return }
  }

  @Test func namesPortsAndProtocolsAreToldApart() throws {
    #expect(failure("http://khong-co.invalid") == .blocked(.nameNotFound("khong-co.invalid")))
    let (port, server) = try answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    #expect(failure("https://127.0.0.1:\(port)") == .blocked(.noTLS("127.0.0.1")))
    server.stop()
    #expect(failure("http://127.0.0.1:\(port)") == .blocked(.refused("127.0.0.1")))
  }

  @Test func certificatesThatAreTooOldOrTooNewAreToldApart() throws {
    for (from, to, obstacle) in [
      ("20200101000000Z", "20210101000000Z", Obstacle.expired("127.0.0.1")),
      ("20900101000000Z", "20910101000000Z", .notYetValid("127.0.0.1")),
    ] {
      let files = try certificate(from, to)
      let hub = try Hub(tls: files) { Echo($0) }
      let authorities = try Authorities.read(files.certificate)
      #expect(failure("https://127.0.0.1:\(hub.server.port)", trusting: authorities) == .blocked(obstacle))
      #expect(hub.seen.now.begun == 0)
    }
    let files = try certificate("20200101000000Z", "20900101000000Z")
    let hub = try Hub(tls: files) { Echo($0) }
    // A server of TLS that is asked in the clear.
    #expect(failure("http://127.0.0.1:\(hub.server.port)") == .blocked(.cutInTheClear("127.0.0.1")))
    let none = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    #expect(failure("https://127.0.0.1:\(hub.server.port)", trusting: none) == .blocked(.noAuthorities))
  }

  @Test func aServerThatSpeaksOnlyOldTLSIsNotSpokenTo() throws {
    let files = try certificate("20200101000000Z", "20900101000000Z")
    let hub = try Hub(tls: files) { Echo($0) }
    for (version, works) in [("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)] {
      let said = try openssl(
        ["s_client", "-connect", "127.0.0.1:\(hub.server.port)", version, "-cipher", "ALL:@SECLEVEL=0"])
      #expect(said.contains("Verification") && said.contains("Cipher is (NONE)") != works, "\(version)")
    }
  }

  @Test func filesThatAreNoCertificateAreRefused() throws {
    #expect(throws: AuthoritiesRefusal.unreadable("/nonexistent")) { try Authorities.read("/nonexistent") }
    #expect(throws: AuthoritiesRefusal.noCertificate("/etc/passwd")) { try Authorities.read("/etc/passwd") }
    #expect(throws: AuthoritiesRefusal.unreadable("/tmp")) { try Authorities.read("/tmp") }
  }

  // MARK: openssl

  private func certificate(_ from: String, _ to: String) throws -> ServerOptions.TLSFiles {
    let name = "\(folder)/\(from)"
    try """
    [ca]
    default_ca = d
    [d]
    new_certs_dir = \(folder)
    database = \(name).index
    serial = \(name).serial
    default_md = sha256
    policy = p
    x509_extensions = e
    [p]
    commonName = supplied
    [e]
    subjectAltName = IP:127.0.0.1

    """.write(toFile: name + ".cnf", atomically: true, encoding: .utf8)
    try "".write(toFile: name + ".index", atomically: true, encoding: .utf8)
    try "01\n".write(toFile: name + ".serial", atomically: true, encoding: .utf8)
    _ = try openssl([
      "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=hub",
      "-keyout", name + ".key", "-out", name + ".request",
    ])
    _ = try openssl([
      "ca", "-batch", "-config", name + ".cnf", "-selfsign", "-keyfile", name + ".key", "-in", name + ".request",
      "-out", name + ".pem", "-startdate", from, "-enddate", to,
    ])
    return .init(certificate: name + ".pem", key: name + ".key")
  }

  private func openssl(_ words: [String]) throws -> String {
    let (openssl, pipe) = (Process(), Pipe())
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    openssl.arguments = words
    openssl.standardInput = FileHandle.nullDevice
    openssl.standardOutput = pipe
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    openssl.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }
}
