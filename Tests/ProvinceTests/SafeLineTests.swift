import BadLine
import Foundation
import Glibc
import Testing

/// The connection between station and hub: encrypted, and with certificates that are stored.
@Suite struct SafeLineTests {
  private let organ = "xa-2025-01501/ubnd"

  /// Returns a province whose hub has a certificate of its own, `tls/cert.pem` in its data.
  private func provinceWithTLS() throws -> Province {
    let province = try Province()
    let tls = province.data + "/tls"
    mkdir(tls, 0o700)
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    openssl.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=hub", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tls + "/key.pem", "-out", tls + "/cert.pem",
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try province.serve([])
    return province
  }

  private func founded(_ province: Province) throws -> Seat {
    let seat = province.seat("a")
    try province.expect(
      try seat("init", "--organ-id", organ, "--name", "UBND xã Đàm Thủy", "--place", "Đàm Thủy", "--clerk", "An"))
    return seat
  }

  @Test func aCertificateIsKeptItselfAndSyncWorksFromAnywhereWithoutTheFile() throws {
    let province = try provinceWithTLS()
    let seat = try founded(province)
    let pem = seat.home + "/cert.pem"
    try FileManager.default.copyItem(atPath: province.data + "/tls/cert.pem", toPath: pem)
    let address = "https://127.0.0.1:\(province.port)"
    let code = try province.code(organ)
    // Without a scheme the address is one with TLS.
    let bare = try seat("enrol", "--hub", "127.0.0.1:\(province.port)", "--code", code)
    #expect(bare.status == 1 && bare.errors.contains("không tin được"), "\(bare)")
    // Without the certificate the hub is not trusted, and the code is not spent.
    let blind = try seat("enrol", "--hub", address, "--code", code)
    #expect(blind.status == 1 && blind.errors.contains("không tin được") && blind.errors.contains("--ca"), "\(blind)")
    let lost = try seat("enrol", "--hub", address, "--code", code, "--ca", "nowhere.pem")
    #expect(lost.status == 1 && lost.errors.contains("nowhere.pem"), "\(lost)")
    try province.expect(
      try seat.start(["enrol", "--hub", address, "--code", code, "--ca", "cert.pem"], in: seat.home).wait())
    unlink(pem)
    try province.expect(try seat.start(["sync"], in: "/").wait())
    try province.expect(try seat.start(["sync", "--nightly", "--now"], in: "/").wait())
    let again = try seat.start(["enrol", "--again", "--code", province.code(organ)], in: "/").wait()
    try province.expect(again)
    try province.expect(try seat.start(["sync"], in: "/").wait())
    let steps = try seat.list("sync", "check")
    #expect(
      steps.map { $0["step"] as? String }
        == ["address", "name", "port", "certificate", "hub", "clock", "station"], "\(steps)")
    #expect(steps.allSatisfy { $0["ok"] as? Bool == true }, "\(steps)")
    try SQLite.run(seat.file, "UPDATE hub SET authorities = NULL")
    let untrusted = try seat.list("sync", "check")
    #expect(untrusted.count == 4 && untrusted.last?["step"] as? String == "certificate", "\(untrusted)")
    #expect((untrusted.last?["next"] as? String)?.contains("--ca") == true, "\(untrusted)")
  }

  @Test func aPathThatWasKeptByAnEarlierVersionBecomesTheCertificate() throws {
    let province = try provinceWithTLS()
    let seat = try founded(province)
    let pem = seat.home + "/cert.pem"
    try FileManager.default.copyItem(atPath: province.data + "/tls/cert.pem", toPath: pem)
    let address = "https://127.0.0.1:\(province.port)"
    try province.expect(try seat("enrol", "--hub", address, "--code", try province.code(organ), "--ca", pem))
    try SQLite.run(seat.file, "UPDATE hub SET authorities = 'cert.pem'")
    // At night the same name may be another file.
    let night = try seat.start(["sync", "--nightly", "--now"], in: seat.home).wait()
    #expect(night.status == 1 && night.errors.contains("vanthu sync --ca"), "\(night)")
    try province.expect(try seat.start(["sync"], in: seat.home).wait())
    unlink(pem)
    try province.expect(try seat.start(["sync", "--nightly", "--now"], in: "/").wait())
    // When it is gone for good: one sentence, and one run with the file repairs it.
    try SQLite.run(seat.file, "UPDATE hub SET authorities = '/nowhere/cert.pem'")
    let lost = try seat("sync")
    #expect(lost.status == 1 && lost.errors.contains("/nowhere/cert.pem"), "\(lost)")
    try province.expect(try seat("sync", "--ca", province.data + "/tls/cert.pem"))
    try province.expect(try seat("sync"))
  }

  /// What a dead server behind a router does: it accepts, and closes while TLS is set up. That is tried again, at night
  /// until the hour.
  @Test func aNightGoesOnAfterACutHandshake() throws {
    let province = try provinceWithTLS()
    let seat = try founded(province)
    let address = "https://127.0.0.1:\(province.port)"
    let pem = province.data + "/tls/cert.pem"
    try province.expect(try seat("enrol", "--hub", address, "--code", try province.code(organ), "--ca", pem))
    province.stopServing()
    let closer = try OneAnswer([[]], port: province.port)
    let run = try seat.start(["sync", "--nightly", "--now", "--json"])
    usleep(2_500_000)
    closer.stop()
    try province.serve([])
    let ended = run.wait()
    #expect(ended.status == 0 && ended.output.contains("\"done\""), "\(ended)")
  }

  @Test func nothingIsSentInTheClearBeyondThisMachineUnlessItIsSaid() throws {
    let province = try Province()
    let seat = try founded(province)
    let far = "http://192.0.2.2:18555"
    let code = try province.code(organ)
    for words in [
      ["enrol", "--hub", far, "--code", code],
      ["join", "--from-hub", far, "--code", code, "--office", seat.home + "/2"],
      ["restore", "--from-hub", far, "--code", code, "--office", seat.home + "/3"],
    ] {
      let ended = try Programs.start(
        "vanthu", (words.contains("--office") ? [] : ["--office", seat.file]) + words, home: seat.home
      ).wait()
      #expect(ended.status == 1 && ended.errors.contains("--insecure"), "\(words): \(ended)")
    }
    try province.serve()
    try province.expect(try seat("enrol", "--hub", province.address, "--code", code))
    let elsewhere = try seat("sync", "--hub", far)
    #expect(elsewhere.status == 1 && elsewhere.errors.contains("--insecure"), "\(elsewhere)")
    // Without a scheme nothing is sent in the clear either, here to a hub that speaks no TLS.
    let bare = try seat("sync", "--hub", "127.0.0.1:\(province.port)")
    #expect(bare.status == 6 && bare.output.contains("không nói TLS"), "\(bare)")
    let nonsense = try seat("sync", "--hub", "ftp://127.0.0.1:\(province.port)")
    #expect(nonsense.status == 1 && nonsense.errors.contains("https://"), "\(nonsense)")
    // An office that was enrolled this way continues, and is warned each time.
    let own = try #require(Host.own)
    try SQLite.run(seat.file, "UPDATE hub SET url = 'http://\(own):\(province.port)'")
    province.stopServing()
    try province.serve(["--plain", "--insecure"], at: own)
    let told = try seat("sync")
    #expect(told.status == 0 && told.output.contains("không mã hóa"), "\(told)")
  }

  /// A code on the command line is visible to every user who lists the processes.
  @Test(arguments: [[], ["--code", "-"]]) func aCodeIsTakenFromStandardInput(words: [String]) throws {
    let province = try Province()
    try province.serve()
    let seat = try founded(province)
    let file = seat.home + "/code"
    try (try province.code(organ) + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let line = ["--office", seat.file, "enrol", "--hub", province.address] + words
    try province.expect(try Programs.start("vanthu", line, home: seat.home, input: file).wait())
    let none = try Programs.start("vanthu", line + ["--again"], home: seat.home).wait()
    #expect(none.status == 2 && none.errors.contains("--code"), "\(none)")
  }

  @Test func aHubDoesNotServeTheNetworkInTheClearByMistake() throws {
    let province = try Province()
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.2:0", "127.example.vn:0"] {
      let ended = try province.run("vanthu-hub", ["serve", "--data", province.data, "--plain", "--listen", address])
      #expect(ended.status == 1 && ended.errors.contains("--insecure"), "\(address): \(ended)")
    }
  }
}

/// Runs a statement on a file that is not open.
enum SQLite {
  static func run(_ file: String, _ sql: String) throws {
    let sqlite = Process()
    sqlite.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    sqlite.arguments = [file, sql]
    try sqlite.run()
    sqlite.waitUntilExit()
    #expect(sqlite.terminationStatus == 0)
  }
}

/// This machine in its network.
enum Host {
  /// The address of this machine that is not the loopback.
  static var own: String? {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return nil }
    defer { freeifaddrs(first) }
    for entry in sequence(first: first!, next: { $0.pointee.ifa_next }) {
      guard let address = entry.pointee.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET) else { continue }
      var name = [CChar](repeating: 0, count: 64)
      guard
        getnameinfo(
          address, socklen_t(MemoryLayout<sockaddr_in>.size), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
      else { continue }
      let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if !text.hasPrefix("127.") { return text }
    }
    return nil
  }
}
