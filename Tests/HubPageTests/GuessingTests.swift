import Crypto
import CryptoExtras
import Foundation
import Hub
import HubPage
import PageRequests
import Testing

/// Guessing is slowed down, and keeps no other user out.
struct GuessingTests {
  let province = try! Province()

  private func browser(at address: String) throws -> Browser {
    let browser = try province.browser()
    browser.address = address
    return browser
  }

  @Test func wrongPasswordsMakeTheNextTryWait() throws {
    try province.account("quan-tri")
    let browser = try province.browser()
    for _ in 0..<5 { #expect(try browser.logIn("quan-tri", "sai mật khẩu").status == 401) }
    let slowed = try browser.logIn("quan-tri")
    #expect(slowed.status == 429 && slowed.header("retry-after") == "16")
    #expect(slowed.text.contains("đợi 16 giây"))
    province.now += 16_000
    #expect(try browser.logIn("quan-tri", "sai nữa").status == 401)
    province.now += 16_000
    #expect(try browser.logIn("quan-tri").status == 429)
    province.now += 15_000
    #expect(try browser.logIn("quan-tri").status == 303)
    for _ in 0..<5 { try browser.logIn("ai-do", "sai mật khẩu") }
    #expect(try browser.logIn("ai-do", "sai mật khẩu").status == 429)
    province.now += 3_600_000
    #expect(try browser.logIn("ai-do", "sai mật khẩu").status == 401)
  }

  /// The attacker tries all the time, from two addresses; the administrator has the right password.
  @Test func theAdministratorGetsInWhileStrangersGuess() throws {
    try province.account("quan-tri")
    let attackers = try [browser(at: "203.0.113.1"), browser(at: "203.0.113.2")]
    let (home, known) = (try browser(at: "10.0.0.9"), try browser(at: "203.0.113.1"))
    // A browser that logged in once, before it all began, at an address that the attacker uses later.
    #expect(try known.logIn("quan-tri").status == 303)
    var turnedAway = 0
    for round in 0..<60 {
      for attacker in attackers where try attacker.logIn("quan-tri", "đoán lần \(round)").status == 429 {
        turnedAway += 1
      }
      province.now += 1_000
      if round % 5 == 0 {
        #expect(try home.logIn("quan-tri").status == 303, "from another address, round \(round)")
        #expect(try known.logIn("quan-tri").status == 303, "a known browser at the same address, round \(round)")
      }
    }
    #expect(turnedAway > 90)
  }

  @Test func namesThatAreMadeUpKeepNobodyOutBehindTheSameAddress() throws {
    try province.account("quan-tri")
    try province.account("xa", Province.commune)
    let browser = try province.browser()
    for number in 0..<60 { #expect(try browser.logIn("ai-\(number)", "đoán mò thôi").status == 401) }
    #expect(try browser.logIn("quan-tri").status == 303)
    #expect(try province.browser().logIn("xa").status == 303)
  }

  @Test func aKnownBrowserHasTriesOfItsOwnAndNoMore() throws {
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    for _ in 0..<10 { #expect(try browser.logIn("quan-tri", "sai mật khẩu").status == 401) }
    #expect(try browser.logIn("quan-tri").status == 429)
    province.now += 3_600_000
    #expect(try browser.logIn("quan-tri").status == 303)
  }

  @Test func theMarkOfABrowserIsGoodForItsAccountAndItsHubForAYear() throws {
    try province.account("quan-tri")
    try province.account("khac", nil, .viewer)
    let browser = try province.browser("quan-tri")
    let mark = try #require(browser.cookies["__Host-vanthu-may-quan-tri"])
    #expect(mark.wholeMatch(of: #/\d+\.[0-9a-f]{32}\.[0-9a-f]{64}/#) != nil)
    /// Makes five wrong tries, then returns whether the next one is checked.
    func isKnown(_ mark: String, as name: String) throws -> Bool {
      province.now += 3_600_000
      let other = try self.browser(at: "10.7.7.7")
      other.cookies["__Host-vanthu-may-\(name)"] = mark
      for _ in 0..<5 { try other.logIn(name, "sai mật khẩu") }
      return try other.logIn(name, "sai mật khẩu").status == 401
    }
    #expect(try isKnown(mark, as: "quan-tri"))
    #expect(try !isKnown(mark, as: "khac"))
    #expect(try !isKnown("0" + mark, as: "quan-tri"))
    #expect(try !isKnown(String(mark.dropLast()) + (mark.last == "0" ? "1" : "0"), as: "quan-tri"))
    for junk in ["", "..", "1.2.3", String(repeating: "9", count: 5_000)] {
      #expect(try !isKnown(junk, as: "quan-tri"), "\(junk.prefix(10))")
    }
    let elsewhere = try Province(seed: 8)
    try elsewhere.account("quan-tri")
    let foreign = try #require(try elsewhere.browser("quan-tri").cookies["__Host-vanthu-may-quan-tri"])
    #expect(try !isKnown(foreign, as: "quan-tri"))
    province.pass(days: 366)
    #expect(try !isKnown(mark, as: "quan-tri"))
  }

  @Test func allOfOneNetworkOfIPv6IsOneGuesser() throws {
    try province.account("quan-tri")
    for number in 0..<5 {
      #expect(try browser(at: "2001:db8:1:2::\(number)").logIn("quan-tri", "sai mật khẩu").status == 401)
    }
    #expect(try browser(at: "2001:db8:1:2:ffff::9").logIn("quan-tri").status == 429)
    #expect(try browser(at: "2001:db8:1:3::9").logIn("quan-tri").status == 303)
    #expect(try browser(at: "::ffff:10.0.0.1").logIn("quan-tri").status == 303)
  }

  @Test func aLoginWaitsWithItsOwnKind() throws {
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    func lane(
      _ method: String, _ path: String, _ form: [(name: String, value: String)] = [], _ cookies: [String: String] = [:]
    )
      -> PageLane
    {
      province.page.lane(of: PageRequest(method: method, path: path, form: form, cookies: cookies))
    }
    #expect(lane("GET", "/dang-nhap") == .looking && lane("GET", "/co-quan") == .looking)
    #expect(lane("POST", "/dang-nhap", [("ten", "quan-tri")]) == .strange)
    #expect(lane("POST", "/dang-nhap", [("ten", "quan-tri")], browser.cookies) == .known)
    #expect(lane("POST", "/dang-nhap", [("ten", "ai-do")], browser.cookies) == .strange)
    #expect(lane("POST", "/thoat") == .acting)
  }

  @Test func anOldHashIsMadeAnewAtTheNextLogin() throws {
    try province.account("quan-tri")
    try province.hub.damage(
      """
      UPDATE accounts SET password = 'scrypt 16 8 1 00000000000000000000000000000000 ' ||
      '\(try Self.oldHash())'
      """)
    #expect(try province.browser().logIn("quan-tri", "sai mật khẩu").status == 401)
    #expect(try province.reader.account("quan-tri")?.password.text.hasPrefix("scrypt 16 8 1 ") == true)
    let browser = try province.browser("quan-tri")
    #expect(try browser.get("/").status == 200)
    #expect(try province.reader.account("quan-tri")?.password.text.hasPrefix("scrypt 16 8 3 ") == true)
    #expect(try province.browser().logIn("quan-tri").status == 303)
  }

  private static func oldHash() throws -> String {
    try OldScrypt.key(of: Province.password, salt: [UInt8](repeating: 0, count: 16))
  }
}

/// Passwords as version 0.1.0 stored them.
enum OldScrypt {
  static func key(of password: String, salt: [UInt8]) throws -> String {
    try KDF.Scrypt.deriveKey(
      from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: 16, blockSize: 8, parallelism: 1
    ).withUnsafeBytes { Data($0) }.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
