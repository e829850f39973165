import Hub
import HubPage
import Records
import Testing

/// What offices may send, have sent today, and which senders they have muted: all of it for the administrator, its own
/// for each office.
struct AllowancePageTests {
  let province = try! Province()

  private func busy() throws -> (department: Seat, commune: Seat) {
    let (department, commune) = (try province.seat(Province.department), try province.seat(Province.commune))
    try province.hub.setQuota(Province.department, [.documents: 7])
    for number in 1...3 { try department.issues("\(number)/SNV", to: [Province.commune], number: number) }
    try commune.does(.senderMuted(.init(organ: Province.department, name: "Sở Nội vụ", isMuted: true)))
    try commune.does(.senderMuted(.init(organ: Province.department, name: "Sở Nội vụ", isMuted: true)))
    return (department, commune)
  }

  @Test func theAdministratorSeesAllOfThem() throws {
    _ = try busy()
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    let page = try browser.get("/han-muc").html
    for part in [
      "3 / 7*", "3 / 20.000", "Sở Nội vụ", "UBND xã Hưng Đạo", "Nơi gửi bị tắt tiếng",
      "số lần sửa một văn bản 500", "20 lần một giờ",
    ] {
      #expect(page.contains(part), "\(part)\n\(page)")
    }
    #expect(try browser.get("/han-muc", [("trang", "2")]).status == 404)
    // The page of an office says the same, and which offices have muted it.
    let office = try browser.get("/co-quan", [("khoa", Province.department)]).html
    #expect(office.contains("3 / 7*") && office.contains("Nơi gửi bị tắt tiếng"))
  }

  @Test func anOfficeSeesItsOwnAndNotWhoHasMutedIt() throws {
    let (department, _) = try busy()
    for number in 4...7 { try department.issues("\(number)/SNV", to: [Province.commune], number: number) }
    try province.account("snv", Province.department)
    try province.account("xa", Province.commune)
    let own = try province.browser("snv").get("/").html
    #expect(own.contains("7 / 7*") && own.contains("class=\"n bad\""), "\(own)")
    #expect(!own.contains("Nơi gửi bị tắt tiếng"))
    let other = try province.browser("xa").get("/").html
    #expect(other.contains("Nơi gửi bị tắt tiếng") && other.contains("0 / 500") && !other.contains("7 / 7*"))
    // Other roles do not see it either.
    try province.account("xem", nil, .viewer)
    #expect(try province.browser("xem").get("/han-muc").status == 403)
    #expect(try !province.browser("xem").get("/co-quan", [("khoa", Province.department)]).html.contains("7 / 7*"))
  }

  /// The audit log says which office muted which: when it began and ended, and not how often it was reported.
  @Test func mutesAreWrittenDownOnce() throws {
    let (_, commune) = try busy()
    for _ in 1...2 {
      try commune.does(.senderMuted(.init(organ: Province.department, name: "Sở Nội vụ", isMuted: false)))
    }
    let lines = try province.audit().filter { $0.what.hasPrefix("sender") }
    #expect(lines.map(\.what) == ["senderMuted", "senderUnmuted"])
    #expect(lines.allSatisfy { $0.whom == "\(Province.commune) \(Province.department)" })
  }
}
