import BadLine
import Foundation
import Glibc
import TestSupport
import Testing

/// What the clerk reads, and what a script sees, when the real program does not reach the hub: each cause has a
/// sentence and an exit status, the same in `sync` and in `enrol`.
@Suite struct TroubleOnTheLineTests {
  private let organ = "xa-2025-01501/ubnd"

  /// Returns an enrolled office and one that is not.
  private func two() throws -> (Province, Seat, Seat) {
    let province = try Province()
    try province.serve()
    let enrolled = try province.seat("a", organ, "UBND xã Đàm Thủy")
    let other = province.seat("b")
    try province.expect(
      try other("init", "--organ-id", "so-noi-vu", "--name", "Sở Nội vụ", "--place", "Cao Bằng", "--clerk", "An"))
    return (province, enrolled, other)
  }

  /// Runs both, with these variables. Returns what `sync` printed.
  private func expect(
    _ seats: (Seat, Seat), _ address: String, _ status: Int32, _ words: String, with variables: [String] = []
  ) throws {
    let sync = try Programs.start(
      "vanthu", ["--office", seats.0.file, "sync", "--hub", address], home: seats.0.home, with: variables
    ).wait()
    #expect(sync.status == status && (sync.output + sync.errors).contains(words), "sync \(address): \(sync)")
    let enrol = try Programs.start(
      "vanthu",
      ["--office", seats.1.file, "enrol", "--hub", address, "--code", "7KQ2-M0XD-9TRA-4GGS-S60R-6DC1"],
      home: seats.1.home, with: variables
    ).wait()
    #expect(enrol.status == status && enrol.errors.contains(words), "enrol \(address): \(enrol)")
  }

  @Test func eachCauseHasItsSentenceAndStatus() throws {
    let (province, enrolled, other) = try two()
    let seats = (enrolled, other)
    try province.expect(try enrolled("sync"))
    let free = try Loopback.freePort()
    let page = "<html><body>Dang nhap wifi</body></html>"
    func answering(_ head: String, _ body: String = "") throws -> OneAnswer {
      try OneAnswer([
        Array("HTTP/1.1 \(head)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)".utf8)
      ])
    }
    let closer = try OneAnswer([[]])
    let portal = try answering("200 OK\r\nContent-Type: text/html", page)
    let gateway = try answering("502 Bad Gateway\r\nContent-Type: text/html", page)
    let proxy = try answering("407 Proxy Authentication Required")
    let strict = try answering("403 Forbidden")
    defer { for server in [closer, portal, gateway, proxy, strict] { server.stop() } }
    try expect(seats, "https://127.0.0.1:\(free)", 6, "không nhận kết nối")
    try expect(seats, "https://khong-co.invalid", 6, "Không tìm thấy máy chủ")
    try expect(seats, "https://127.0.0.1:\(closer.port)", 6, "vừa mở đã bị cắt")
    try expect(seats, "http://127.0.0.1:\(portal.port)", 6, "mạng ở đây đòi đăng nhập")
    try expect(seats, "http://127.0.0.1:\(gateway.port)", 6, "trung tâm đang dừng")
    for (server, words) in [(proxy, "đòi tên và mật khẩu"), (strict, "không mở đường"), (closer, "rồi cắt")] {
      let variables = ["https_proxy=http://127.0.0.1:\(server.port)"]
      try expect(seats, "https://vanthu.example", 6, words, with: variables)
    }
    try expect(
      seats, "https://vanthu.example", 6, "Không tới được proxy", with: ["https_proxy=http://127.0.0.1:\(free)"])
    // Where the hub was not reached, the day of the last contact stays.
    let status = try enrolled.json("sync", "status")
    let runs = try #require(status["runs"] as? [[String: Any]])
    #expect(runs.first?["status"] as? String == "no-line")
  }

  /// A hub that is stopped in the middle accepts connections still: the system does that for it.
  @Test func aHubThatHangsIsGivenUpInTwentySeconds() throws {
    let (province, enrolled, _) = try two()
    let hub = try #require(province.hub)
    kill(hub.pid, SIGSTOP)
    let start = Date()
    let ended = try enrolled("sync")
    let seconds = Date().timeIntervalSince(start)
    kill(hub.pid, SIGCONT)
    #expect(ended.status == 6 && ended.output.contains("không trả lời"), "\(ended)")
    #expect((15..<45).contains(seconds), "\(seconds)")
    try province.expect(try enrolled("sync"))
  }
}
