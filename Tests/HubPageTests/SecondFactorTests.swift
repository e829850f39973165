import Foundation
import PageRequests
import Testing

@testable import Hub
@testable import HubPage

/// A code besides the password, and the user's own account.
struct SecondFactorTests {
  let province = try! Province()

  private func shown(_ response: PageResponse) throws -> TimeCode {
    let text = try #require(response.html.firstMatch(of: #/secret=([A-Z2-7]{32})/#)?.1)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (bytes, bits, count): ([UInt8], Int, Int) = ([], 0, 0)
    for letter in text {
      bits = bits << 5 | letters.firstIndex(of: letter)!
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 255))
      }
    }
    return try #require(TimeCode(bytes))
  }

  private func code(_ secret: TimeCode, steps: Int = 0) -> String {
    secret.code(ofStep: TimeCode.step(at: province.now) + steps)
  }

  /// Sets up the second factor on the page. Returns the secret and the recovery codes.
  private func set(_ browser: Browser) throws -> (TimeCode, [String]) {
    let token = try browser.get("/tai-khoan").field("dau")
    let offered = try browser.post("/tai-khoan", [("dau", token), ("viec", "buoc-hai"), ("cu", Province.password)])
    let secret = try shown(offered)
    #expect(offered.text.contains("otpauth://totp/"))
    let wrong = try browser.post("/tai-khoan", [("dau", token), ("viec", "xac-nhan"), ("ma", "000000")])
    #expect(wrong.status == 422)
    let done = try browser.post("/tai-khoan", [("dau", token), ("viec", "xac-nhan"), ("ma", code(secret))])
    let codes = done.html.matches(of: #/<li>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})</#).map { String($0.1) }
    #expect(done.status == 200 && codes.count == 10 && Set(codes).count == 10)
    #expect(try browser.get("/").status == 200)
    return (secret, codes)
  }

  /// Sends the password. Returns the token of the page that asks for the code.
  private func logIn(_ browser: Browser, _ name: String) throws -> (name: String, value: String) {
    let response = try browser.logIn(name)
    #expect(response.status == 200 && response.text.contains("Mã 6 số"))
    #expect(browser.cookies["__Host-vanthu"] == nil)
    return ("cho", response.field("cho"))
  }

  private func send(_ browser: Browser, _ waiting: (name: String, value: String), _ code: String) throws -> Int {
    let form = [(name: "dau", value: browser.cookies["__Host-vanthu-dau"] ?? ""), waiting, (name: "ma", value: code)]
    return try browser.post("/dang-nhap", form).status
  }

  /// RFC 6238, appendix B, the last six of its eight digits.
  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ]) func codesAreThoseOfTheStandard(seconds: Int, code: String) throws {
    let secret = try #require(TimeCode(Array("12345678901234567890".utf8)))
    #expect(secret.code(ofStep: seconds / 30) == code)
    #expect(secret.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    #expect(secret.step(of: code, at: seconds * 1_000, after: 0) == seconds / 30)
    #expect(secret.step(of: code, at: (seconds + 61) * 1_000, after: 0) == nil)
    #expect(secret.step(of: code, at: seconds * 1_000, after: seconds / 30) == nil)
    for junk in ["", "12345", "1234567", "abcdef", "一二三四五六"] {
      #expect(secret.step(of: junk, at: seconds * 1_000, after: 0) == nil)
    }
  }

  @Test func aCodeIsAskedForAndIsGoodOnce() throws {
    try province.account("quan-tri")
    let (secret, codes) = try set(province.browser("quan-tri"))
    let browser = try province.browser()
    // The code that showed that the telephone has the secret was used.
    var waiting = try logIn(browser, "quan-tri")
    #expect(try send(browser, waiting, code(secret)) == 401)
    province.now += 30_000
    let now = code(secret)
    #expect(try send(browser, waiting, now) == 303)
    #expect(try browser.get("/").status == 200)
    let other = try province.browser()
    waiting = try logIn(other, "quan-tri")
    #expect(try send(other, waiting, now) == 401)
    #expect(try send(other, waiting, code(secret, steps: 1)) == 303)
    // Recovery codes work once each, however they are typed.
    let third = try province.browser()
    waiting = try logIn(third, "quan-tri")
    #expect(try send(third, waiting, codes[0].uppercased().replacing("-", with: " ")) == 303)
    let fourth = try province.browser()
    waiting = try logIn(fourth, "quan-tri")
    #expect(try send(fourth, waiting, codes[0]) == 401)
    #expect(try send(fourth, waiting, codes[1]) == 303)
    #expect(try province.audit().filter { $0.what == "recoveryCodeUsed" }.count == 2)
    // A code does not work without a password before it.
    #expect(try send(try province.browser(), ("cho", String(repeating: "0", count: 64)), code(secret)) == 403)
  }

  @Test func codesAreNotGuessed() throws {
    try province.account("quan-tri")
    let (secret, _) = try set(province.browser("quan-tri"))
    province.now += 60_000
    let browser = try province.browser()
    let waiting = try logIn(browser, "quan-tri")
    for number in 0..<5 { #expect(try send(browser, waiting, "00000\(number)") == 401) }
    // The password must be given again, and that is delayed now.
    #expect(try send(browser, waiting, code(secret)) == 401)
    #expect(try browser.logIn("quan-tri").status == 429)
    // With the password known, from many addresses: a pause of an hour after twenty tries.
    for place in 0..<3 {
      let other = try province.browser()
      other.address = "10.1.\(place).1"
      let waiting = try logIn(other, "quan-tri")
      for number in 0..<5 { #expect(try send(other, waiting, "00000\(number)") == 401) }
    }
    let last = try province.browser()
    last.address = "10.2.0.1"
    #expect(try send(last, try logIn(last, "quan-tri"), code(secret)) == 429)
    province.now += 3_600_000
    #expect(try send(last, try logIn(last, "quan-tri"), code(secret)) == 303)
  }

  /// The attacker has a password and not the telephone.
  @Test func aFloodOfPasswordsLeavesWhoIsTypingACode() throws {
    func credentials(_ name: String) throws -> Credentials {
      try province.account(name)
      return try #require(try HubReader(of: province.hub).account(name))
    }
    let (thief, other) = (try credentials("mat-khau-lo"), try credentials("quan-tri"))
    var sessions = Sessions()
    let system = province.hub.system
    let waiting = sessions.await(other, rehashed: nil, system: system)
    var last = ""
    for _ in 0..<2_100 { last = sessions.await(thief, rehashed: nil, system: system) }
    #expect(sessions.pending(waiting, now: province.now)?.known.account.name == "quan-tri")
    #expect(sessions.pending(last, now: province.now) != nil)
  }

  @Test func anAdministratorWithoutOneSeesNothingElseWhereItIsWanted() throws {
    try province.account("quan-tri")
    try province.account("xem", nil, .viewer)
    try province.hub.set(.secondFactor, true)
    let browser = try province.browser("quan-tri")
    for path in ["/", "/nhat-ky", "/ma"] {
      #expect(try browser.get(path).header("location") == "/tai-khoan", "\(path)")
    }
    let token = try browser.get("/tai-khoan").field("dau")
    #expect(try browser.post("/ma", [("dau", token), ("khoa", Province.commune)]).header("location") == "/tai-khoan")
    #expect(try province.browser("xem").get("/").status == 200)
    _ = try set(browser)
    #expect(try browser.get("/nhat-ky").status == 200)
    let again = try browser.get("/tai-khoan").field("dau")
    #expect(
      try browser.post("/tai-khoan", [("dau", again), ("viec", "bo-buoc-hai"), ("cu", Province.password)]).status == 422
    )
    // On the hub's own machine it can be removed for a user who has lost everything.
    try province.hub.dropSecondFactor(of: "quan-tri")
    #expect(try browser.get("/").status == 303)
    #expect(try province.browser().logIn("quan-tri").status == 303)
  }

  @Test func toDropItTakesTheCodeToo() throws {
    try province.account("xem", nil, .viewer)
    let browser = try province.browser("xem")
    let (secret, codes) = try set(browser)
    func drop(_ code: String?) throws -> Int {
      let token = try browser.get("/tai-khoan").field("dau")
      let form =
        [("dau", token), ("viec", "bo-buoc-hai"), ("cu", Province.password)] + (code.map { [("ma", $0)] } ?? [])
      return try browser.post("/tai-khoan", form.map { (name: $0.0, value: $0.1) }).status
    }
    for wrong in [nil, "000000", code(secret)] { #expect(try drop(wrong) == 422, "\(wrong ?? "-")") }
    #expect(try province.reader.account("xem")?.account.hasSecondFactor == true)
    province.now += 30_000
    #expect(try drop(code(secret)) == 200)
    #expect(try province.reader.account("xem")?.account.hasSecondFactor == false)
    // A recovery code is as good; one of the previous set is not.
    let (_, newer) = try set(browser)
    #expect(try drop(codes[0]) == 422)
    #expect(try drop(newer[0]) == 200)
  }

  @Test func aPasswordIsChangedByWhoKnowsTheOldOne() throws {
    try province.account("xem", nil, .viewer)
    let (browser, elsewhere) = (try province.browser("xem"), try province.browser("xem"))
    let token = try browser.get("/tai-khoan").field("dau")
    func change(_ old: String, _ new: String, _ again: String? = nil) throws -> PageResponse {
      try browser.post(
        "/tai-khoan", [("dau", token), ("viec", "mat-khau"), ("cu", old), ("moi", new), ("lai", again ?? new)])
    }
    let new = "ngựa đúng pin kẹp giấy"
    #expect(try change("sai mật khẩu", new).status == 422)
    #expect(try change(Province.password, new, "khác đi một chút").status == 422)
    #expect(try change(Province.password, "ngắn").text.contains("ít nhất 10 ký tự"))
    #expect(try change(Province.password, "matkhau12345").text.contains("nhiều người dùng"))
    #expect(try change(Province.password, new).status == 200)
    #expect(try browser.get("/").status == 200)
    #expect(try elsewhere.get("/").status == 303)
    #expect(try province.browser().logIn("xem").status == 401)
    #expect(try province.browser().logIn("xem", new).status == 303)
    #expect(try province.audit().last { $0.what == "passwordChanged" }?.who == "xem")
    // An open session cannot be used to guess the password.
    let open = try province.browser()
    try open.logIn("xem", new)
    open.cookies["__Host-vanthu-may-xem"] = nil
    open.address = "10.3.3.3"
    let form = try open.get("/tai-khoan").field("dau")
    for _ in 0..<5 {
      #expect(
        try open.post("/tai-khoan", [("dau", form), ("viec", "buoc-hai"), ("cu", "sai mật khẩu")]).status == 422)
    }
    #expect(try open.post("/tai-khoan", [("dau", form), ("viec", "buoc-hai"), ("cu", new)]).status == 429)
  }

  @Test(arguments: [
    "1234567890", "0987654321012", "12.03.1990!!", "aaaaaaaaaaaa", "abababababab", "qwertyuiop", "qwertyuiop123",
    "1qaz2wsx3edc",
    "asdfghjkl;'", "poiuytrewq", "abcdefghijkl", "password123", "P@ssw0rd2026", "Matkhau@123", "matkhaumatkhau",
    "Mật khẩu 2026!",
    "iloveyou2020", "anhyeuem1234", "Caobang@2025", "vanthuubnd12", "hoidongnhandan", "administrator1", "quantrivien99",
    "123456789abc", "zxcvbnm,./12",
  ]) func passwordsThatAreGuessedFirstAreNotTaken(password: String) {
    #expect(throws: AccountRefusal.common) { try province.account(password, for: "xem") }
  }

  @Test(arguments: [
    "ngựa đúng pin kẹp giấy", "một hai ba bốn", "trâu-tím-ăn-phở-7", "x9#Lq2vT0p", "cây đa giếng nước sân đình",
    "Dúp lòn tô gà 41",
  ]) func otherPasswordsAre(password: String) throws {
    try province.account(password, for: "xem")
    #expect(try province.browser().logIn("xem", password).status == 303)
  }

  @Test func namesAreNoPasswordsAndAdministratorsHaveLongerOnes() throws {
    #expect(throws: AccountRefusal.named) { try province.account("phở-hungdao-tái", for: "hung-dao") }
    #expect(throws: AccountRefusal.named) { try province.account("VP UBND tỉnh Cao Bằng 7", for: "xem") }
    for (password, account, hub) in [
      ("Ruong-Bac-Thang-xem-77x", "xem", "VP UBND tỉnh Cao Bằng"), ("caobang2026aa", "lan", "VP UBND tỉnh Cao Bằng"),
      ("mùa xuân Cao Bằng", "lan", "VP UBND tỉnh Cao Bằng"), ("hue-thuong-nho", "lan", "Văn phòng UBND thành phố Huế"),
      ("xdongnai99x7q", "lan", "Trung tâm tỉnh Đồng Nai"), ("thanh-hoa-mua-he", "lan", "UBND tỉnh Thanh Hóa"),
    ] {
      #expect(throws: AccountRefusal.named, "\(password)") {
        try PasswordRules.check(password, account: account, role: .viewer, hub: hub)
      }
    }
    // Single words of the names occur in many phrases.
    for (password, account, hub) in [
      ("ruộng bậc thang cao vút", "xem", "VP UBND tỉnh Cao Bằng"),
      ("bằng lăng tím chiều", "lan", "VP UBND tỉnh Cao Bằng"),
      ("xemnhuchuabiet77", "xem", "Tỉnh"), ("hoa ban trắng đầu xuân", "lan", "UBND tỉnh Thanh Hóa"),
      ("chuếnh choáng men say", "lan", "Văn phòng UBND thành phố Huế"),
    ] {
      #expect(throws: Never.self, "\(password)") {
        try PasswordRules.check(password, account: account, role: .viewer, hub: hub)
      }
    }
    #expect(throws: AccountRefusal.shortForAdministrator) {
      try province.hub.addAccount("ab", organ: nil, password: "trâu tím 7x", rounds: 16)
    }
    #expect(throws: AccountRefusal.short) {
      try province.hub.addAccount("ab", organ: nil, role: .viewer, password: "123456789", rounds: 16)
    }
  }
}

extension Province {
  fileprivate func account(_ password: String, for name: String) throws {
    try hub.addAccount(name, organ: nil, role: .viewer, password: password, rounds: Province.rounds)
  }
}
