import Foundation
import Hub
import HubPage
import Testing

/// Which logins succeed, and which do not.
struct LoginTests {
  let province = try! Province()

  @Test func nothingIsShownWithoutAnAccount() throws {
    let browser = try province.browser()
    for path in ["/", "/co-quan", "/cho", "/chi-tieu", "/cham", "/su-co", "/van-ban"] {
      let response = try browser.get(path)
      #expect(response.status == 303 && response.header("location") == "/dang-nhap" && response.html.isEmpty, "\(path)")
    }
    #expect(try browser.logIn("quan-tri").status == 401)
  }

  @Test func theCookieIsLongAndForThisHostOverTLSOnly() throws {
    try province.account("quan-tri")
    let browser = try province.browser()
    let response = try browser.logIn("Quan-Tri")
    #expect(response.status == 303 && response.header("location") == "/")
    let cookie = try #require(response.headers.first { $0.name == "set-cookie" }?.value)
    #expect(cookie.wholeMatch(of: #/__Host-vanthu=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Secure/#) != nil)
    #expect(try browser.get("/").status == 200)
  }

  @Test func onAPlainLineNothingIsShownButOnTheHubsOwnMachine() throws {
    try province.account("quan-tri")
    let browser = try province.browser()
    browser.isSecure = false
    #expect(try browser.get("/dang-nhap").status == 403)
    #expect(try browser.get("/dang-nhap").text.contains("https"))
    browser.isLocal = true
    #expect(try browser.logIn("quan-tri").status == 303)
    #expect(browser.cookies.keys.contains("vanthu"))
    #expect(try browser.get("/").status == 200)
  }

  @Test func aSessionEndsWithRestWithTheDayAndWithItsAccount() throws {
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    province.now += 29 * 60_000
    #expect(try browser.get("/").status == 200)
    province.now += 31 * 60_000
    #expect(try browser.get("/").status == 303)
    try browser.logIn("quan-tri")
    for _ in 0..<24 {
      province.now += 29 * 60_000
      try browser.get("/")
    }
    #expect(try browser.get("/").status == 200)
    province.now += 29 * 60_000
    #expect(try browser.get("/").status == 303)
    try browser.logIn("quan-tri")
    try province.hub.setPassword("một mật khẩu khác", of: "quan-tri", rounds: Province.rounds)
    #expect(try browser.get("/").status == 303)
    #expect(try browser.logIn("quan-tri").status == 401)
    #expect(try browser.logIn("quan-tri", "một mật khẩu khác").status == 303)
    #expect(throws: AccountRefusal.lastAdministrator("quan-tri")) { try province.hub.removeAccount("quan-tri") }
    try province.account("thay-the")
    try province.hub.removeAccount("quan-tri")
    #expect(try browser.get("/").status == 303)
  }

  @Test func loggingOutTakesTheSessionsOwnForm() throws {
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    let token = try browser.get("/").field("dau")
    #expect(try browser.get("/thoat").status == 405)
    #expect(try browser.post("/thoat", []).status == 403)
    #expect(try browser.post("/thoat", [("dau", String(repeating: "0", count: 64))]).status == 403)
    let copy = browser.cookies
    #expect(try browser.get("/").status == 200)
    #expect(try browser.post("/thoat", [("dau", token)]).status == 303)
    // The token is worth nothing afterwards, even if a copy was kept.
    browser.cookies = copy
    #expect(try browser.get("/").status == 303)
  }

  @Test func aFormOfAnotherSiteIsNotTaken() throws {
    try province.account("quan-tri")
    let browser = try province.browser()
    let form = [(name: "ten", value: "quan-tri"), (name: "mk", value: Province.password)]
    #expect(try browser.post("/dang-nhap", form).status == 403)
    #expect(try browser.post("/dang-nhap", [("dau", "")] + form).status == 403)
    let token = try browser.get("/dang-nhap").field("dau")
    #expect(try province.browser().post("/dang-nhap", [("dau", token)] + form).status == 403)
    #expect(try browser.post("/dang-nhap", [("dau", token)] + form).status == 303)
  }

  @Test func anOfficesAccountStaysWithItsOffice() throws {
    try province.account("xa", Province.commune)
    let browser = try province.browser("xa")
    for path in ["/co-quan", "/chi-tieu", "/su-co"] { #expect(try browser.get(path).status == 403, "\(path)") }
    for path in ["/cho", "/cham"] {
      #expect(try browser.get(path, [("khoa", Province.department)]).status == 403, "\(path)")
      #expect(try browser.get(path, [("khoa", Province.commune)]).status == 200, "\(path)")
    }
    #expect(try !browser.get("/").html.contains("href=\"/su-co\""))
  }

  @Test func accountsHaveProperNamesAndPasswords() throws {
    for name in ["", "a", "Quản", "a b", "<b>", "a\u{0}b", String(repeating: "a", count: 41)] {
      #expect(throws: AccountRefusal.name(name)) { try province.account(name) }
    }
    #expect(throws: AccountRefusal.shortForAdministrator) {
      try province.hub.addAccount("ab", organ: nil, password: "123456789")
    }
    #expect(throws: AccountRefusal.long) {
      try province.hub.addAccount("ab", organ: nil, password: String(repeating: "a", count: 1_001))
    }
    try province.account("ab")
    #expect(throws: AccountRefusal.exists("ab")) { try province.account("ab") }
    #expect(throws: AccountRefusal.none("cd")) { try province.hub.removeAccount("cd") }
    #expect(throws: AccountRefusal.none("cd")) { try province.hub.setPassword(Province.password, of: "cd") }
    let known = try #require(try province.reader.account("ab"))
    #expect(known.password.text.hasPrefix("scrypt 16 8 3 ") && !known.password.text.contains("một"))
    // Another keyboard composes the same characters differently.
    #expect(try known.password.matches(Province.password.decomposedStringWithCanonicalMapping))
    #expect(try !known.password.matches("mot hai ba bon"))
  }
}
