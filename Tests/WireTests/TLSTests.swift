import BadLine
import Foundation
import HubServer
import Sync
import Testing

@Suite struct HubWithItsOwnCertificate {
  /// A certificate for that name, made now, with its key.
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
      "empty over TLS: \(first.up - before.up)+\(first.down - before.down) bytes, kept: \(second.up - first.up)+\(second.down - first.down)"
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

  @Test func filesThatAreNoCertificateAreRefusedAtTheStart() throws {
    let files = ServerOptions.TLSFiles(certificate: "/dev/null", key: "/nonexistent")
    #expect(throws: ServerRefusal.certificate("/dev/null", key: "/nonexistent")) { try Hub(tls: files) { Echo($0) } }
  }
}
