import Foundation
import Glibc
import Testing

/// What stands in the audit log of a hub that serves.
struct AuditTests {
  let province = try! Province()

  private func lines() throws -> [[String: String]] {
    let ended = try province.run("vanthu-hub", ["audit", "--data", province.data, "--json", "--lang", "en"])
    return try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: String]])
  }

  private func certificate(days: Int) throws {
    let folder = province.data + "/tls"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    openssl.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "\(days)", "-subj",
      "/CN=hub", "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem",
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
  }

  /// The administrator reloads the service: with a new certificate, and with one that is none.
  @Test func aNewCertificateIsALine() throws {
    try certificate(days: 30)
    try province.serve([])
    try certificate(days: 90)
    func reloads(until what: String) throws -> [String: String]? {
      kill(try #require(province.hub).pid, SIGHUP)
      for _ in 0..<100 {
        if let line = try lines().last(where: { $0["what"] == what }) { return line }
        usleep(50_000)
      }
      return nil
    }
    #expect(["89", "90"].contains(try reloads(until: "certificateTaken")?["whom"]))
    try "không".write(toFile: province.data + "/tls/cert.pem", atomically: true, encoding: .utf8)
    let refused = try reloads(until: "commandRefused")
    #expect(refused?["whom"]?.hasSuffix(" SIGHUP") == true && refused?["from"] == "host", "\(refused ?? [:])")
  }

  /// An office that sends more than it may is counted each time, and written down once.
  @Test func whatIsOverAnAllowanceIsCountedAndALineOnceADay() throws {
    try province.serve(["--plain", "--metrics"])
    let (snv, commune) = ("so-noi-vu", "xa-2025-01351/ubnd")
    let sender = try province.seat("snv", snv, "Sở Nội vụ tỉnh Cao Bằng")
    try province.expect(try province.run("vanthu-hub", ["quota", "set", snv, "documents=1", "--data", province.data]))
    try sender.issue("Về việc họp", to: commune)
    try province.expect(try sender("sync"))
    try sender.issue("Về việc báo cáo", to: commune)
    for _ in 1...3 { try province.expect(try sender("sync"), 5) }
    let told = try lines().filter { $0["what"] == "allowanceRefused" }
    #expect(told.count == 1 && told[0]["whom"] == "documents \(snv)" && told[0]["from"] == "127.0.0.1", "\(told)")
    let figures = try province.ask("GET /metrics HTTP/1.0\r\n\r\n")
    let line = figures.split(separator: "\n").first { $0.contains("allowanceRefused") }
    #expect(line?.contains(#"kind="documents""#) == true, "\(figures)")
    #expect((line?.split(separator: " ").last).flatMap { Int($0) } ?? 0 >= 3, "\(figures)")
  }
}
