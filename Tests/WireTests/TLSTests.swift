import BadLine
import Foundation
import HubServer
import PageRequests
import Sync
import Testing

@Suite struct HubWithItsOwnCertificate {
  /// Makes a certificate for that name, with its key.
  private func certificate(for name: String) throws -> (folder: String, files: ServerOptions.TLSFiles) {
    let folder = NSTemporaryDirectory() + "/tls-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    openssl.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=hub", "-addext", "subjectAltName=\(name)", "-keyout", folder + "/key.pem", "-out", folder + "/hub.pem",
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    #expect(openssl.terminationStatus == 0)
    return (folder, .init(certificate: folder + "/hub.pem", key: folder + "/key.pem"))
  }

  private func carrier(_ port: Int, trusting file: String?) throws -> HTTPCarrier {
    var options = HTTPCarrier.Options(authorities: try file.map { try Authorities.read($0) })
    options.opening = []
    return try HTTPCarrier("https://127.0.0.1:\(port)", agent: "vanthu/0.1", options)
  }

  private func exchange(_ port: Int, trusting file: String?) throws -> Int {
    let carrier = try carrier(port, trusting: file)
    var (left, answered) = (3, 0)
    try carrier.exchange(
      {
        left -= 1
        return left < 0 ? nil : some(100_000)
      }, { answered += $0.count })
    return answered
  }

  @Test func aStationThatTrustsItSpeaksToItAndNobodyElseDoes() throws {
    let (folder, files) = try certificate(for: "IP:127.0.0.1")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let hub = try Hub(tls: files) { Echo($0) }
    let line = try BadLine(to: hub.server.port)
    defer { line.close() }
    #expect(try exchange(line.port, trusting: files.certificate) == 300_000)
    do {
      _ = try exchange(line.port, trusting: nil)
      Issue.record("trusted")
    } catch CarrierFailure.blocked(.untrusted("127.0.0.1")) { #expect(hub.seen.now.begun == 1) }
    let before = line.carried
    let carrier = try carrier(line.port, trusting: files.certificate)
    try carrier.exchange({ nil }, { _ in })
    #expect(wait { line.carried.down - before.down > 500 })
    usleep(50_000)
    let first = line.carried
    try carrier.exchange({ nil }, { _ in })
    #expect(wait { line.carried.down - first.down >= 60 })
    let second = line.carried
    print(
      """
      empty over TLS: \(first.up - before.up)+\(first.down - before.down) bytes, kept: \
      \(second.up - first.up)+\(second.down - first.down)
      """
    )
    #expect(second.up - first.up < 200 && second.down - first.down < 100)
  }

  @Test func aCertificateOfAnotherNameIsNotTrusted() throws {
    let (folder, files) = try certificate(for: "DNS:another.example")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let hub = try Hub(tls: files) { Echo($0) }
    do {
      _ = try exchange(hub.server.port, trusting: files.certificate)
      Issue.record("trusted")
    } catch CarrierFailure.blocked(.otherName("127.0.0.1")) { #expect(hub.seen.now.begun == 0) }
  }

  @Test func aNewCertificateIsTakenWhileConnectionsStand() throws {
    let (folder, files) = try certificate(for: "IP:127.0.0.1")
    let (other, newer) = try certificate(for: "IP:127.0.0.1")
    defer { for folder in [folder, other] { try? FileManager.default.removeItem(atPath: folder) } }
    let hub = try Hub(tls: files) { Echo($0) }
    let standing = try carrier(hub.server.port, trusting: files.certificate)
    try standing.exchange({ nil }, { _ in })
    let old = try Data(contentsOf: URL(fileURLWithPath: files.certificate))
    try Data("no certificate".utf8).write(to: URL(fileURLWithPath: files.certificate))
    #expect(throws: ServerRefusal.certificate(files.certificate)) { try hub.server.reloadCertificate() }
    for (from, to) in [(newer.certificate, files.certificate), (newer.key, files.key)] {
      try Data(contentsOf: URL(fileURLWithPath: from)).write(to: URL(fileURLWithPath: to))
    }
    let days = try #require(try hub.server.reloadCertificate())
    #expect((1...2).contains(days), "\(days)")
    try standing.exchange({ nil }, { _ in })
    #expect(try exchange(hub.server.port, trusting: newer.certificate) == 300_000)
    try old.write(to: URL(fileURLWithPath: newer.certificate))
    #expect(throws: CarrierFailure.blocked(.untrusted("127.0.0.1"))) {
      try exchange(hub.server.port, trusting: newer.certificate)
    }
  }

  @Test func aBrowserIsToldToComeByTLSAgain() throws {
    let (folder, files) = try certificate(for: "IP:127.0.0.1")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let hub = try Hub(tls: files) { Echo($0) }
    let said = try page(hub, in: "h")
    #expect(said.contains("strict-transport-security: max-age=31536000\r\n"), "\(said)")
  }

  /// Returns what a browser receives that calls the hub by that name.
  private func page(_ hub: Hub, in name: String) throws -> String {
    let client = Process()
    let (input, output) = (Pipe(), Pipe())
    client.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    client.arguments = ["s_client", "-quiet", "-connect", "127.0.0.1:\(hub.server.port)"]
    (client.standardInput, client.standardOutput, client.standardError) = (input, output, FileHandle.nullDevice)
    try client.run()
    input.fileHandleForWriting.write(Data("GET / HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n\r\n".utf8))
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    client.waitUntilExit()
    return said
  }

  @Test func theNamesOfTheCertificateAreTheHubs() throws {
    let (folder, files) = try certificate(for: "DNS:Van-Thu.example,DNS:*.tinh.example,IP:127.0.0.1")
    let (other, newer) = try certificate(for: "DNS:moi.example")
    defer { for folder in [folder, other] { try? FileManager.default.removeItem(atPath: folder) } }
    let hub = try Hub(tls: files, page: { _ in PageResponse(html: "trang") }) { Echo($0) }
    func opens(_ name: String) throws -> Bool {
      let said = try page(hub, in: name)
      #expect(said.hasPrefix("HTTP/1.1 200") || said.hasPrefix("HTTP/1.1 421"), "\(said)")
      return said.hasPrefix("HTTP/1.1 200")
    }
    for name in ["van-thu.example:8443", "VAN-THU.EXAMPLE", "hub.tinh.example"] { #expect(try opens(name), "\(name)") }
    for name in ["example", "tinh.example", ".tinh.example", "a.b.tinh.example", "moi.example", "hub"] {
      #expect(try !opens(name), "\(name)")
    }
    for (from, to) in [(newer.certificate, files.certificate), (newer.key, files.key)] {
      try Data(contentsOf: URL(fileURLWithPath: from)).write(to: URL(fileURLWithPath: to))
    }
    _ = try hub.server.reloadCertificate()
    #expect(try opens("moi.example") && !opens("van-thu.example"))
  }

  @Test func filesThatAreNoCertificateAreRefusedAtTheStart() throws {
    let files = ServerOptions.TLSFiles(certificate: "/dev/null", key: "/nonexistent")
    #expect(throws: ServerRefusal.missing("/nonexistent")) { try Hub(tls: files) { Echo($0) } }
    let none = ServerOptions.TLSFiles(certificate: "/dev/null", key: "/dev/null")
    #expect(throws: ServerRefusal.certificate("/dev/null")) { try Hub(tls: none) { Echo($0) } }
  }
}
