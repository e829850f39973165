import Exchange
import Foundation
import Hub
import HubPage
import PageRequests
import Records
import Testing

/// What each role sees and may do, and that it is recorded.
struct RoleTests {
  let province = try! Province()

  private static let pages = [
    "/", "/co-quan", "/cho", "/chi-tieu", "/cham", "/su-co", "/han-muc", "/van-ban", "/ma", "/de-nghi", "/nhat-ky",
    "/cac-tai-khoan",
    "/tai-khoan",
  ]
  private static let province: Set = ["/", "/co-quan", "/cho", "/chi-tieu", "/cham", "/su-co", "/tai-khoan"]
  private static let shown: [Role: Set<String>] = [
    .viewer: province, .clerk: ["/", "/van-ban", "/cho", "/cham", "/tai-khoan"],
    .enroller: province.union(["/ma", "/de-nghi"]),
    .auditor: province.union(["/de-nghi", "/nhat-ky", "/cac-tai-khoan"]),
    .administrator: province.union(["/han-muc", "/ma", "/de-nghi", "/nhat-ky", "/cac-tai-khoan"]),
  ]

  @Test(arguments: Role.allCases) func eachRoleSeesItsPagesAndNoOthers(role: Role) throws {
    try province.account("ai", role == .clerk ? Province.commune : nil, role)
    let browser = try province.browser("ai")
    let menu = try browser.get("/").html
    for path in Self.pages {
      let isShown = Self.shown[role]!.contains(path)
      #expect(try browser.get(path).status == (isShown ? 200 : 403), "\(role) \(path)")
      #expect(menu.contains("href=\"\(path)\"") == (isShown || path == "/"), "\(role) \(path)")
    }
    #expect(try browser.get("/thu-hoi").status == 405)
    // A form is refused from a role that may not send it, with the right token or not.
    let token = try browser.get("/tai-khoan").field("dau")
    for (path, may) in [("/ma", role.givesCodes), ("/thu-hoi", role.revokes), ("/de-nghi", role.givesCodes)] {
      #expect((try browser.post(path, [("dau", token)]).status == 403) == !may, "\(role) \(path)")
      #expect(try browser.post(path, []).status == 403, "\(role) \(path) without a token")
    }
    for path in ["/", "/nhat-ky", "/cac-tai-khoan", "/cho"] {
      let status = try browser.post(path, [("dau", token)]).status
      #expect(status == (Self.shown[role]!.contains(path) ? 405 : 403), "\(role) \(path)")
    }
  }

  @Test func anOfficeThatIsNoMoreGetsNoCodeOnThePage() throws {
    let province = try Province()
    try province.account("lan")
    let browser = try province.browser("lan")
    let token = try browser.get("/ma").field("dau")
    let response = try browser.post("/ma", [("dau", token), ("khoa", "xa-01351/ubnd")])
    #expect(
      response.status == 422 && response.text.contains("đã nhập vào UBND xã Hưng Đạo; cấp mã cho xa-2025-01351/ubnd"))
    #expect(try province.hub.codes().isEmpty)
    // What was refused is shown in words.
    try province.pen.finish()
    let log = try browser.get("/nhat-ky").text
    #expect(log.contains("cơ quan đã hết hiệu lực: /ma") && !log.contains("ended"))
  }

  @Test func accountsOfBeforeAreWhatTheyWere() throws {
    try province.account("quan-tri")
    try province.account("xa", Province.commune)
    #expect(try province.hub.accounts().map(\.role) == [.administrator, .clerk])
    #expect(throws: AccountRefusal.needsOffice) { try province.account("b1", nil, .clerk) }
    #expect(throws: AccountRefusal.noOffice(.auditor)) { try province.account("b2", Province.commune, .auditor) }
    // When the role changes, open sessions end.
    let browser = try province.browser("quan-tri")
    try province.account("thay-the")
    try province.hub.setRole(.viewer, organ: nil, of: "quan-tri")
    #expect(try browser.get("/nhat-ky").status == 303)
    try browser.logIn("quan-tri")
    #expect(try browser.get("/nhat-ky").status == 403)
  }

  @Test func anEnrollerMakesACodeThatLetsAStationIn() throws {
    try province.account("cap", nil, .enroller)
    let browser = try province.browser("cap")
    let token = try browser.get("/ma").field("dau")
    let response = try browser.post("/ma", [("dau", token), ("khoa", "UBND xã Hưng Đạo")])
    let text = try #require(response.text.firstMatch(of: #/Mã cho UBND xã Hưng Đạo: (\S+)/#)?.1)
    #expect(response.status == 200 && EnrolmentCode(String(text)) != nil)
    #expect(try browser.post("/ma", [("dau", token), ("khoa", "không có")]).status == 422)
    let told = try province.audit().filter { $0.what == "codeMade" }
    #expect(told.map(\.who) == ["cap"] && told[0].from == "10.0.0.7" && told[0].whom == Province.commune)
    #expect(try !province.audit().contains { $0.whom.contains(text) })
    // It is listed by its first group, and cancelled.
    let name = text.prefix { $0 != "-" }
    let list = try browser.get("/ma")
    #expect(list.text.contains("\(name)-… UBND xã Hưng Đạo 20/11/2026 08:00 dùng được đến 27/11/2026 08:00"))
    #expect(!list.html.contains(text))
    #expect(try browser.post("/ma", [("dau", token), ("viec", "huy"), ("khoa", Province.commune)]).status == 200)
    #expect(try browser.get("/ma").text.contains("\(name)-… UBND xã Hưng Đạo 20/11/2026 08:00 đã hủy"))
    #expect(try browser.post("/ma", [("dau", token), ("viec", "huy"), ("khoa", Province.commune)]).status == 422)
    #expect(try province.audit().last { $0.what == "codeCancelled" }?.who == "cap")
  }

  @Test func anAdministratorRevokesAStationWithAReason() throws {
    try province.account("quan-tri")
    let seat = try province.seat(Province.commune)
    let browser = try province.browser("quan-tri")
    let page = try browser.get("/co-quan", [("khoa", Province.commune)])
    let token = page.field("dau")
    #expect(page.text.contains("Thu hồi trạm"))
    let form = [(name: "dau", value: token), (name: "tram", value: seat.name.description)]
    #expect(try browser.post("/thu-hoi", form).status == 422)
    #expect(try browser.post("/thu-hoi", form + [("ly-do", "máy mất")]).status == 200)
    #expect(try browser.post("/thu-hoi", form + [("ly-do", "lần nữa")]).text.contains("đã bị thu hồi từ"))
    #expect(try province.hub.figures().stations.map(\.reason) == ["máy mất"])
    #expect(try province.audit().last { $0.what == "stationRevoked" }?.who == "quan-tri")
    #expect(try browser.post("/thu-hoi", [("dau", token), ("tram", "ffffffff"), ("ly-do", "x")]).status == 422)
  }

  @Test func whereTwoAreNeededOneWaitsForAnother() throws {
    for (name, role) in [("an", Role.administrator), ("binh", .administrator), ("cap", .enroller), ("xem", .auditor)] {
      try province.account(name, nil, role)
    }
    try province.hub.set(.twoPeople, true)
    let seat = try province.seat(Province.commune)
    let browsers = try Dictionary(
      uniqueKeysWithValues: ["an", "binh", "cap", "xem"].map { ($0, try province.browser($0)) })
    func send(_ name: String, _ path: String, _ fields: [(name: String, value: String)]) throws -> PageResponse {
      try browsers[name]!.post(path, [("dau", try browsers[name]!.get("/tai-khoan").field("dau"))] + fields)
    }
    let asked = try send("an", "/thu-hoi", [("tram", seat.name.description), ("ly-do", "máy mất")])
    // The office and the PC of the station: the second person decides about people, not about eight digits.
    let whose = "\(seat.name) (UBND xã Hưng Đạo, Máy văn thư)"
    #expect(asked.status == 200 && asked.text.contains("Đã ghi đề nghị (\(whose)); một tài khoản khác phải xác nhận"))
    #expect(try province.hub.figures().stations[0].revoked == nil)
    let id = try #require(try province.reader.proposals().first).id
    // Neither the account that proposed it nor one that may not revoke can confirm it.
    #expect(try send("an", "/de-nghi", [("viec", "xac-nhan"), ("so", "\(id)")]).status == 422)
    #expect(try send("cap", "/de-nghi", [("viec", "xac-nhan"), ("so", "\(id)")]).status == 403)
    #expect(try send("cap", "/de-nghi", [("viec", "bo"), ("so", "\(id)")]).status == 403)
    #expect(try send("xem", "/de-nghi", [("viec", "xac-nhan"), ("so", "\(id)")]).status == 403)
    #expect(try browsers["xem"]!.get("/de-nghi").text.contains("an thu hồi trạm \(whose) máy mất"))
    #expect(try province.hub.figures().stations[0].revoked == nil)
    #expect(
      try send("binh", "/de-nghi", [("viec", "xac-nhan"), ("so", "\(id)")]).text.contains("Đã thu hồi trạm \(whose)."))
    #expect(try province.hub.figures().stations[0].revoked != nil)
    #expect(try send("binh", "/de-nghi", [("viec", "xac-nhan"), ("so", "\(id)")]).status == 422)
    // A code is shown to the second person, once.
    #expect(try !send("cap", "/ma", [("khoa", Province.committee)]).html.contains("class=\"code\""))
    let second = try #require(try province.reader.proposals().first).id
    #expect(try send("binh", "/de-nghi", [("viec", "xac-nhan"), ("so", "\(second)")]).html.contains("class=\"code\""))
    // A proposal that nobody decides expires in a week; its author may withdraw it.
    _ = try send("cap", "/ma", [("khoa", Province.committee)])
    let third = try #require(try province.reader.proposals().first).id
    #expect(try send("cap", "/de-nghi", [("viec", "bo"), ("so", "\(third)")]).status == 200)
    _ = try send("cap", "/ma", [("khoa", Province.committee)])
    let fourth = try #require(try province.reader.proposals().first).id
    province.pass(days: 8)
    for name in ["an", "binh", "cap", "xem"] { try browsers[name]!.logIn(name) }
    #expect(try send("binh", "/de-nghi", [("viec", "xac-nhan"), ("so", "\(fourth)")]).status == 422)
    let kinds = try province.audit().map(\.what)
    #expect(kinds.filter { $0 == "requestMade" }.count == 4 && kinds.filter { $0 == "requestConfirmed" }.count == 2)
    #expect(kinds.filter { $0 == "codeMade" }.count == 1 && kinds.filter { $0 == "stationRevoked" }.count == 1)
  }

  @Test func whatIsSeenTriedAndRefusedIsWrittenDown() throws {
    try province.account("xa", Province.commune)
    try province.account("quan-tri")
    try province.seat(Province.department).issues("15/SNV", "Về việc mật lương", to: [Province.commune])
    let office = try province.browser()
    try office.logIn("xa", "sai mật khẩu")
    try office.logIn("mật khẩu gõ nhầm ô", "gì đó")
    try office.logIn("xa")
    _ = try office.get("/van-ban", [("q", "lương")])
    _ = try office.get(
      "/van-ban",
      [("so", "\(try province.reader.documents(of: Province.commune, matching: "", before: nil, limit: 1)[0].place)")])
    _ = try office.get("/co-quan")
    _ = try office.get("/khong-co")
    _ = try office.post("/thoat", [("dau", try office.get("/").field("dau"))])
    let lines = try province.audit().filter { $0.from == "10.0.0.7" }.map { "\($0.who) \($0.what) \($0.whom)" }
    #expect(
      Set(lines) == [
        "xa loginFailed password", "? loginFailed password", "xa loggedIn ", "xa pageSeen /van-ban?q=…",
        "xa documentSeen /van-ban?so=1 15/SNV", "xa pageRefused forbidden /co-quan", "? pageRefused none /khong-co",
        "xa pageSeen /", "xa loggedOut ",
      ], "\(lines)")
    #expect(try !province.audit().contains { $0.whom.contains("lương") || $0.who.contains("nhầm") })
    #expect(try province.faults().isEmpty)
    // Roles that may read the audit log see it on the page, and may download it.
    let admin = try province.browser("quan-tri")
    try province.pen.finish()
    let page = try admin.get("/nhat-ky")
    #expect(page.text.contains("xa 10.0.0.7 xem văn bản /van-ban?so=1 15/SNV"))
    #expect(try !admin.get("/nhat-ky", [("ai", "xa")]).text.contains("quan-tri 10.0.0.7 đăng nhập"))
    let table = try admin.get("/nhat-ky", [("dang", "csv")])
    #expect(
      table.header("content-type") == "text/csv; charset=utf-8"
        && table.html.contains(",xa,10.0.0.7,đăng nhập,loggedIn,"))
    #expect(try province.audit().last { $0.what == "exported" }?.who == "quan-tri")
    #expect(
      try admin.get("/cac-tai-khoan").text.contains(
        "xa văn thư cơ quan UBND xã Hưng Đạo 20/11/2026 08:00, hôm nay 10.0.0.7"))
  }

  @Test func officesAreFoundByAPartOfTheName() throws {
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    let found = try browser.get("/co-quan", [("ten", "hung dao")])
    #expect(found.text.contains("UBND xã Hưng Đạo") && !found.text.contains("UBND phường Thục Phán"))
    #expect(try browser.get("/co-quan", [("ten", "không đâu có")]).text.contains("Chưa có cơ quan nào."))
  }
}
