import BadLine
import Foundation
import Synchronization
import Testing

/// The nightly run, on a network that first answers with pages of its own.
@Suite struct ProvinceNightTests {
  @Test func aPortalIsOutlastedAndWhatIsReportedIsWhatTheHubTook() throws {
    let province = try Province()
    try province.serve()
    let seat = try province.seat("a", "xa-2025-01501/ubnd", "UBND xã Đàm Thủy")
    try province.expect(try seat("sync"))
    try seat.issue("Về việc họp", to: "Sở Nội vụ tỉnh Cao Bằng")
    let waiting = try #require((try seat.json("sync", "status")["waiting"] as? [String: Any])?["entries"] as? Int)
    province.stopServing()
    let isOver = Mutex(false)
    let page = "<html><body>Dang nhap</body></html>"
    let portal = try OneAnswer(
      [
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)\r\n\r\n\(page)",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(province.port)/login\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 60\r\n\r\n"
          + "VTPK" + String(repeating: "\0", count: 56),
      ].map { Array($0.utf8) }, port: province.port, over: { isOver.withLock { $0 = true } })
    let run = try seat.start(["sync", "--nightly", "--now", "--json"])
    for _ in 0..<600 where !isOver.withLock({ $0 }) { usleep(50_000) }
    portal.stop()
    try province.serve()
    let ended = run.wait()
    #expect(ended.status == 0, "\(ended)")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
    #expect((json["sent"] as? [String: Any])?["entries"] as? Int == waiting, "\(ended)")
    #expect(json["waiting"] as? Int == 0)
  }
}
