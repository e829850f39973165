import Foundation
import GRDB
import Glibc
import Testing

/// `serve` as the administrator uses it.
@Suite struct ServingTests {
  @Test func twoDoNotServeTheSameDataAndCommandsRunBeside() throws {
    let province = try Province()
    try province.serve()
    let second = try province.run(
      "vanthu-hub", ["serve", "--data", province.data, "--listen", "127.0.0.1:0", "--plain"])
    #expect(second.status == 1 && second.errors.contains("Đã có một vanthu-hub"), "\(second)")
    try province.expect(try province.run("vanthu-hub", ["stations", "--data", province.data]))
    _ = try province.code("xa-2025-01501/ubnd")
    // Killed: the lock is gone with the process.
    province.stopServing()
    try province.serve()
    #expect(try province.ask("GET /health HTTP/1.0\r\n\r\n").hasSuffix("ok\n"))
  }

  /// All that was accepted a moment before is in the marks: an older copy of the data that replaces it then is noticed.
  @Test func theMarksAreWrittenWhenItIsStopped() throws {
    let province = try Province()
    let mark = province.folder + "/dau"
    try province.serve(["--plain", "--mark", mark])
    let seat = try province.seat("snv", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    try seat.issue("Về việc họp", to: "xa-2025-01351/ubnd")
    try province.expect(try seat("sync"))
    province.stopServing(SIGTERM)
    let data = try DatabaseQueue(path: province.data + "/hub.vanthu-hub")
    let last = try data.read { try Int.fetchOne($0, sql: "SELECT max(place) FROM entries") }
    try data.close()
    for file in [mark, province.data + "/hub.mark"] {
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      #expect(Int(lines[4]) == last, "\(file)")
    }
    // A command that writes does not leave the marks behind either.
    let station = try stationName(province)
    try province.expect(
      try province.run(
        "vanthu-hub", ["revoke", try #require(station), "--reason", "thử", "--data", province.data]))
    let after = try String(contentsOfFile: province.data + "/hub.mark", encoding: .utf8).split(separator: "\n")
    #expect(Int(after[4]) == (last ?? 0) + 1)
  }

  private func stationName(_ province: Province) throws -> String? {
    let listed = try province.run("vanthu-hub", ["stations", "--data", province.data])
    return listed.output.split(separator: "\t").first.map(String.init)
  }

  @Test func figuresAreClosedUnlessToldOtherwise() throws {
    let province = try Province()
    try province.serve()
    #expect(try province.ask("GET /metrics HTTP/1.0\r\n\r\n").hasPrefix("HTTP/1.1 404"))
  }

  /// Behind a proxy only the administrator says what the hub is called.
  @Test func thePageIsShownInTheNamesThatWereGiven() throws {
    let province = try Province()
    func status(_ path: String, _ host: String) throws -> Substring {
      try province.ask("GET \(path) HTTP/1.1\r\nHost: \(host)\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n")
        .dropFirst(9).prefix(3)
    }
    let names = ["vanthu.caobang.gov.vn", "hub.lan:8443"]
    try province.serve(["--plain", "--behind-proxy", "--host", "vanthu.caobang.gov.vn", "--host", "hub.lan"])
    for name in names + ["127.0.0.1:\(province.port)", "localhost"] {
      #expect(try status("/dang-nhap", name) == "200", "\(name)")
    }
    #expect(try status("/dang-nhap", "ke-gian.example") == "421")
    #expect(try status("/v1/hub", "ke-gian.example") == "200")
    #expect(province.stopServing()?.errors.contains("--host") == false)
    try province.serve(["--plain", "--behind-proxy"])
    #expect(try status("/dang-nhap", names[0]) == "421")
    #expect(province.stopServing()?.errors.contains("--host TÊN-MÁY") == true)
  }

  @Test(arguments: [
    ["--host", "https://a.vn"], ["--host", "a.vn:8443"], ["--connections", "3"], ["--per-address", "0"],
    ["--metrics-listen", "9100"],
  ])
  func whatCannotBeIsRefused(words: [String]) throws {
    let province = try Province()
    let ended = try province.run(
      "vanthu-hub", ["serve", "--data", province.data, "--plain", "--listen", "127.0.0.1:0"] + words)
    #expect([1, 2].contains(ended.status) && !ended.errors.isEmpty, "\(ended)")
  }
}
