import Hub
import HubPage
import Records
import Testing

/// What people and programs try on the page.
struct HostileTests {
  let province = try! Province()

  @Test func nothingThatWasWrittenElsewhereBecomesMarkup() throws {
    try province.account("xa", Province.commune)
    try province.account("quan-tri")
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;\u{202E}\u{7}"
    let sender = try province.seat(Province.department)
    let reader = try province.seat(Province.commune)
    let document = try sender.issues("1/\(evil)", "Về \(evil)", to: [Province.commune])
    try reader.reports(document, .refused, note: evil)
    try reader.visits(ending: evil)
    province.pass(days: 1)
    for (name, paths) in [
      ("xa", ["/", "/van-ban", "/cho", "/cham"]),
      ("quan-tri", ["/", "/co-quan", "/cho", "/chi-tieu", "/cham", "/su-co"]),
    ] {
      let browser = try province.browser(name)
      for path in paths {
        let html = try browser.get(path, [("q", evil)]).html
        #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("\u{202E}"), "\(path)")
      }
    }
    let browser = try province.browser("xa")
    let html = try browser.get("/van-ban", [("q", "\"><b>")]).html
    #expect(html.contains("value=\"&quot;&gt;&lt;b&gt;\""))
    #expect(
      try browser.get("/van-ban", [("so", "1")]).text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;"))
  }

  @Test func everyReplyForbidsScriptsFramesAndCopies() throws {
    try province.account("quan-tri")
    let browser = try province.browser()
    for response in [
      try browser.get("/dang-nhap"), try browser.get("/khong-co"), try browser.get("/"), try browser.logIn("quan-tri"),
      try browser.get("/"), try browser.get("/van-ban"), try browser.post("/", []),
    ] {
      let policy = try #require(response.header("content-security-policy"))
      #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-") && policy.hasSuffix("frame-ancestors 'none'"))
      #expect(
        response.header("x-content-type-options") == "nosniff" && response.header("referrer-policy") == "no-referrer")
      #expect(
        response.header("cache-control") == "no-store" && response.header("content-type") == "text/html; charset=utf-8")
      #expect(
        !response.html.contains("<script") && !response.html.contains(" style=") && !response.html.contains("http://"))
    }
  }

  @Test(arguments: [
    "/../etc/passwd", "//", "/%2e%2e/", "/co-quan/", "/van-ban/1", "/CO-QUAN", "", "/\u{0}", "/dang-nhap%00",
    "/" + String(repeating: "a", count: 8_000), "/favicon.ico", "/index.php",
  ]) func whatIsNoPageIsNotFound(path: String) throws {
    try province.account("quan-tri")
    for browser in [try province.browser(), try province.browser("quan-tri")] {
      let response = try browser.get(path)
      #expect(response.status == 404 && response.text.contains("Không có trang này"))
    }
  }

  @Test func otherMethodsAreToldWhichAreTaken() throws {
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    let response = try browser.post("/co-quan", [])
    #expect(response.status == 405 && response.header("allow") == "GET, HEAD")
    #expect(response.text.contains("Không nhận yêu cầu như vậy"))
    #expect(try browser.get("/dang-nhap", method: "PUT").status == 405)
    #expect(try browser.get("/", method: "HEAD").status == 200)
  }

  @Test func wrongInputIsSaidAndHarmless() throws {
    try province.account("quan-tri")
    try province.account("xa", Province.commune)
    let (admin, office) = (try province.browser("quan-tri"), try province.browser("xa"))
    for value in ["x", "-1", "1.5", "99999999999999999999", "1 OR 1=1", "\u{0}", "٣"] {
      #expect(try admin.get("/co-quan", [("trang", value)]).status == 400, "\(value)")
      #expect(try office.get("/van-ban", [("so", value)]).status == 400, "\(value)")
      #expect(try office.get("/van-ban", [("truoc", value)]).status == 400, "\(value)")
      #expect(try admin.get("/chi-tieu", [("quy", value)]).status == 400, "\(value)")
      #expect(try office.get("/cham", [("sau", value)]).status == 400, "\(value)")
    }
    for value in ["0", "2", "999999999999999999"] {
      #expect(try admin.get("/co-quan", [("trang", value)]).status == 404, "\(value)")
    }
    for value in ["2026-5", "2026-0", "1999-4", "2199-1", "+026-4"] {
      #expect(try admin.get("/chi-tieu", [("quy", value)]).status == 400, "\(value)")
    }
    for value in ["' OR 1=1 --", "không có", "\u{0}", "../x"] {
      #expect(try admin.get("/co-quan", [("khoa", value)]).status == 404, "\(value)")
      #expect(try admin.get("/cho", [("khoa", value)]).status == 404, "\(value)")
    }
    for value in ["2000-1", "2198-4"] { #expect(try admin.get("/chi-tieu", [("quy", value)]).status == 200) }
  }

  @Test(arguments: [
    "\"", "' OR ''='", "* AND", "NEAR(a b)", "facts : x", "=h78", "-a", "a*", "(", "^a", "\u{0}", "\u{1F600}", "^", "|",
    "a | b",
    String(repeating: "a ", count: 5_000), String(repeating: "x", count: 60_000), "facts:\"=h756\"",
  ]) func noQuestionIsMoreThanWords(words: String) throws {
    try province.account("xa", Province.commune)
    try province.seat(Province.department).issues("1/SNV", "Bí mật a b x h78 facts", to: [Province.committee])
    let response = try province.browser("xa").get("/van-ban", [("q", words)])
    #expect(response.status == 200 && !response.html.contains("SNV") && response.html.utf8.count < 20_000)
  }

  @Test(arguments: [
    "", "x", "0", String(repeating: "0", count: 64), String(repeating: "é", count: 4_000), "\u{0}", "a;b=c",
  ])
  func madeUpCookiesAreNobody(value: String) throws {
    let browser = try province.browser()
    browser.cookies = ["__Host-vanthu": value, "vanthu": value, "__Host-vanthu-dau": value, "lang": value]
    #expect(try browser.get("/").status == 303)
    #expect(try browser.get("/dang-nhap").status == 200)
    let form = [
      (name: "dau", value: value), (name: "ten", value: "\u{0}\"'"),
      (name: "mk", value: String(repeating: "m", count: 60_000)),
    ]
    let status = try browser.post("/dang-nhap", form).status
    #expect(status == 401 || status == 403)
  }
}
