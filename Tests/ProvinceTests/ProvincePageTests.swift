import Foundation
import Testing

extension ProvinceTests {
  /// The page of the province, from the administrator's command line to what a browser receives.
  @Test func anOfficeLogsInAndFindsItsDocument() throws {
    let province = try Province()
    try province.serve(["--plain", "--metrics"])
    let sender = try province.seat("so", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    try sender.issue("Về việc hòa giải ở cơ sở", to: "xa-2025-01351/ubnd")
    try sender("sync")
    let password = province.folder + "/mat-khau"
    try Data("một hai ba bốn\n".utf8).write(to: URL(fileURLWithPath: password))
    let added = try Programs.start(
      "vanthu-hub", ["account", "add", "hung-dao", "--office", "xa-2025-01351/ubnd", "--data", province.data],
      home: province.folder, input: password
    ).wait()
    try province.expect(added)
    #expect(added.output == "Đã thêm tài khoản hung-dao (văn thư cơ quan, UBND xã Hưng Đạo).\n")
    let short = try Programs.start(
      "vanthu-hub", ["account", "add", "khac", "--data", province.data], home: province.folder
    ).wait()
    #expect(short.status == 1 && short.errors.contains("Chưa có mật khẩu"))

    func get(_ path: String, _ cookie: String = "") throws -> String {
      try province.ask("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(cookie)Connection: close\r\n\r\n")
    }
    #expect(try get("/van-ban").hasPrefix("HTTP/1.1 303"))
    let login = try get("/dang-nhap")
    let token = try #require(login.firstMatch(of: #/name="dau" value="([0-9a-f]{64})"/#)).output.1
    #expect(login.contains("set-cookie: vanthu-dau=\(token); Path=/; HttpOnly; SameSite=Strict"))
    let form = "dau=\(token)&ten=hung-dao&mk=m%E1%BB%99t+hai+ba+b%E1%BB%91n"
    let entered = try province.ask(
      """
      POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: vanthu-dau=\(token)\r\nContent-Length: \
      \(form.utf8.count)\r\nConnection: close\r\n\r\n\(form)
      """
    )
    let session = try #require(entered.firstMatch(of: #/set-cookie: (vanthu=[0-9a-f]{64});/#)).output.1
    let found = try get("/van-ban?q=hoa+giai", "Cookie: \(session)\r\n")
    #expect(found.hasPrefix("HTTP/1.1 200") && found.contains("Về việc hòa giải ở cơ sở"))
    #expect(try get("/van-ban?q=mua+lu", "Cookie: \(session)\r\n").contains("Không tìm thấy"))
    #expect(try get("/metrics").contains("vanthu_hub_entries"))
    try province.expect(try province.run("vanthu-hub", ["account", "remove", "hung-dao", "--data", province.data]))
    #expect(try get("/van-ban", "Cookie: \(session)\r\n").hasPrefix("HTTP/1.1 303"))
    try province.expect(try province.run("vanthu-hub", ["verify", "--data", province.data]))
  }
}
