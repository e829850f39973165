import Foundation
import Testing

/// Where a sent document is and what came back of it, as the shell and its JSON say.
struct PlacesInShellTests {
  private let office: ShellOffice
  private let stage: ProvinceStage

  init() throws {
    office = try ShellOffice.founded()
    stage = try ProvinceStage(file: office.file)
    try province("UBND xã Hưng Đạo issue Mở đầu")
    try province("sync")
  }

  private func province(_ line: String) throws { try stage.perform(line.split(separator: " ").map(String.init)) }

  @discardableResult
  private func issue(to recipients: String...) throws -> Ended {
    try office.run(
      ["issue", "--type", "cv", "--subject", "Về việc họp", "--signer", "Chủ tịch, Nông Văn A"]
        + recipients.flatMap { ["--to", $0] })
  }

  private func recipients(_ code: String) throws -> [[String: Any]] {
    try office.json("show", code)["recipients"] as? [[String: Any]] ?? []
  }

  private func found(_ query: String) throws -> [String] {
    try office.jsonList("search", query).compactMap { $0["reference"] as? String }
  }

  @Test func thePlaceOfEachRecipientIsAContract() throws {
    try issue(to: "UBND xã Hưng Đạo", "Công ty Bản Giốc")
    var recipient = try #require(try recipients("01/UBND").first)
    #expect(try recipients("01/UBND").count == 1, "who is served by post is not in it")
    #expect(
      Set(recipient.keys) == ["organId", "name", "predecessors", "place", "since", "status", "statusTime", "why"])
    #expect(recipient["organId"] as? String == "xa-2025-01351/ubnd")
    #expect(recipient["name"] as? String == "UBND xã Hưng Đạo" && recipient["place"] as? String == "here")
    #expect(recipient["status"] is NSNull && recipient["statusTime"] is NSNull && recipient["why"] is NSNull)
    let since = try #require(recipient["since"] as? String)
    #expect(since.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00/) != nil, "\(since)")
    #expect(try found("o:may") == ["01/UBND"] && office("show", "01/UBND").output.contains("trên máy này, chưa gửi"))

    try province("sync")
    #expect(try recipients("01/UBND")[0]["place"] as? String == "hub")
    #expect(try found("o:tinh") == ["01/UBND"] && found("o:may").isEmpty)
    try province("UBND xã Hưng Đạo send-back Gửi nhầm nơi nhận")
    try province("sync")
    recipient = try recipients("01/UBND")[0]
    #expect(recipient["place"] as? String == "arrived" && recipient["status"] as? String == "02")
    #expect(recipient["why"] as? String == "Gửi nhầm nơi nhận" && recipient["statusTime"] is String)
    #expect(try found("trang-thai:bi-tra-lai") == ["01/UBND"])
  }

  @Test func whatCameBackIsListedUntilItIsSeen() throws {
    #expect(try office("returned").output.contains("Không có gì trả về."))
    try issue(to: "UBND xã Hưng Đạo")
    try province("sync")
    try province("UBND xã Hưng Đạo send-back Gửi nhầm nơi nhận")
    try province("sync")
    #expect(try office("inbox").output.contains("bị trả lại"))
    #expect(try office("returned").output.contains("UBND xã Hưng Đạo: từ chối nhận: Gửi nhầm nơi nhận"))
    let listed = try office.jsonList("returned")
    #expect(listed.map { $0["reference"] as? String } == ["01/UBND"])
    let recipient = try #require((listed[0]["recipients"] as? [[String: Any]])?.first)
    #expect(recipient as NSDictionary == (try recipients("01/UBND")[0]) as NSDictionary, "as show says it")

    // A file that was missing does not get there any more.
    let annex = try office.write("phụ lục.pdf", "x")
    let added = try office("attach", "01/UBND", "--file", annex)
    #expect(added.status == 0 && added.output.contains("vanthu issue --replaces 01/UBND"), "\(added)")

    let seen = try office("seen", "01/UBND")
    #expect(seen.status == 0 && seen.output.contains("Đã xem 01/UBND."), "\(seen)")
    #expect(try office.jsonList("returned").isEmpty && office.jsonList("returned", "--all").count == 1)
    #expect(try !office("inbox").output.contains("bị trả lại"))
    let again = try office("seen", "01/UBND")
    #expect(again.isRefusal && again.error.contains("không có gì chờ xem"), "\(again)")
    #expect(try office("verify").status == 0)
  }

  @Test func noticesOfTheHubNameDocuments() throws {
    try issue(to: "UBND xã Hưng Đạo")
    let entry = try #require(try office.json("show", "01/UBND")["entry"] as? String)
    try province("notice \(entry.split(separator: ".").last ?? "")")
    #expect(try office("sync", "status").output.contains("01/UBND  Số này đã có văn bản khác mang."))
    #expect(try recipients("01/UBND")[0]["place"] as? String == "held")
    #expect(try recipients("01/UBND")[0]["why"] as? String == "Số này đã có văn bản khác mang.")
    #expect(try found("o:giu") == ["01/UBND"])
  }

  @Test func whatIsOnAStickNeedsAStick() throws {
    let ended = try office("sync", "--what")
    #expect(ended.status == 2 && ended.error.contains("--folder"), "\(ended)")
    let filter = try office("search", "o:xa")
    #expect(filter.isRefusal && filter.error.contains("o:tinh"), "\(filter)")
  }
}
