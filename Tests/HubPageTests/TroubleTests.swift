import HubPage
import Testing

@testable import Hub

/// Troubles are described in words, with the office they concern.
struct TroubleTests {
  let province = try! Province()

  /// Every way in which a contact can end has its words on the page.
  @Test(arguments: ContactEnding.allCases) func everyEndingHasItsWord(ending: ContactEnding) throws {
    let seat = try province.seat(Province.commune)
    try seat.visits(ending: ending.rawValue)
    try province.account("xem", nil, .viewer)
    let page = try province.browser("xem").get("/co-quan", [("khoa", Province.commune)])
    #expect(page.status == 200 && !page.html.contains(">\(ending.rawValue)<"))
  }

  @Test func aBadFormOfSomebodyKnownIsTheirs() throws {
    try province.account("xem", nil, .viewer)
    let browser = try province.browser("xem")
    for path in ["/dang-nhap", "/thoat", "/tai-khoan"] {
      #expect(try browser.post(path, [("dau", "x")]).status == 403, "\(path)")
    }
    let refused = try province.audit().filter { $0.what == "pageRefused" }
    #expect(refused.count >= 1 && refused.allSatisfy { $0.who == "xem" }, "\(refused)")
  }

  @Test func aMarkThatCannotBeWrittenIsATrouble() throws {
    try province.account("xem", nil, .viewer)
    let browser = try province.browser("xem")
    #expect(try !browser.get("/su-co").text.contains("Không ghi được dấu"))
    province.hub.unwritten.note("/mnt/o-khac/hub.mark", .unwritable)
    #expect(try browser.get("/su-co").text.contains("Không ghi được dấu /mnt/o-khac/hub.mark"))
  }
}
