import Foundation
import GRDB
import Glibc
import Testing

/// The audit log of a hub that serves.
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

  /// The administrator reloads the service: with a new certificate, and with a file that is none.
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

  /// What an administrator does in the shell, and what happens to the log when it is changed by a user who can write
  /// the data.
  @Test func whatWasDoneStandsInTheLogAndIsNotRewritten() throws {
    let (snv, commune) = ("so-noi-vu", "xa-2025-01351/ubnd")
    func hub(_ words: String..., input: String = "/dev/null") throws -> Programs.Ended {
      try Programs.start("vanthu-hub", words + ["--data", province.data], home: province.folder, input: input).wait()
    }
    let password = province.folder + "/mat-khau"
    try Data("một hai ba bốn năm\n".utf8).write(to: URL(fileURLWithPath: password))
    try province.serve()
    _ = try province.seat("snv", snv, "Sở Nội vụ tỉnh Cao Bằng")
    let station = try #require(try hub("stations").output.split(separator: "\t").first.map(String.init))
    try province.expect(try hub("enrol", commune))
    try province.expect(try hub("codes", "cancel", commune))
    try province.expect(try hub("account", "add", "quan-tri", input: password))
    try province.expect(try hub("account", "add", "quan-tri-2", input: password))
    try province.expect(try hub("quota", "set", snv, "documents=7"))
    try province.expect(try hub("two-people", "on"))
    try province.expect(try hub("revoke", "không-có", "--reason", "thử"), 1)
    try province.expect(try hub("revoke", station, "--reason", "máy mất"))
    let told = try lines().map { "\($0["what"]!) \($0["whom"]!)" }
    for (line, from) in [
      ("codeMade \(commune)", "host"), ("codeCancelled \(commune)", "host"), ("accountAdded quan-tri", "host"),
      ("quotaSet \(snv)", "host"), ("ruleSet twoPeople", "host"), ("commandRefused noStation revoke không-có", "host"),
      ("stationRevoked \(station): máy mất", "host"), ("stationEnrolled", "127.0.0.1"),
    ] {
      let place = try #require(told.firstIndex { $0.hasPrefix(line) }, "\(line): \(told)")
      #expect(try lines()[place]["from"] == from)
    }
    province.stopServing(SIGTERM)
    try province.expect(try hub("verify"))
    // Such a user removes the triggers, changes or deletes a line, and puts them back.
    let file = province.data + "/hub.vanthu-hub"
    let sound = try Data(contentsOf: URL(fileURLWithPath: file))
    for change in [
      "UPDATE audit SET who = 'ai-do' WHERE what = 'stationRevoked'", "DELETE FROM audit WHERE what = 'stationRevoked'",
    ] {
      let data = try DatabaseQueue(path: file)
      try data.write { db in
        let guards = try Row.fetchAll(
          db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
        for trigger in guards { try db.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
        try db.execute(sql: change)
        #expect(db.changesCount == 1)
        for trigger in guards { try db.execute(sql: trigger[1]) }
      }
      try data.close()
      let found = try hub("verify")
      #expect(found.status == 1 && found.output.contains("hật ký truy cập"), "\(change): \(found)")
      let json = try hub("verify", "--json")
      let faults = (try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])?["faults"]
      #expect((faults as? [String])?.isEmpty == false, "\(json)")
      for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) }
      try sound.write(to: URL(fileURLWithPath: file))
    }
    try province.expect(try hub("verify"))
  }

  /// An office that sends more than it may is counted each time, and recorded once.
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
