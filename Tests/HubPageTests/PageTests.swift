import Foundation
import Hub
import HubPage
import Records
import Testing

/// What the provincial office sees on the page.
struct PageTests {
  let province = try! Province()

  @Test func theAdministratorSeesWhoWasHereAndWhatWaits() throws {
    try province.account("quan-tri")
    let sender = try province.seat(Province.department)
    let reader = try province.seat(Province.commune)
    try reader.visits(skew: -7_200_000)
    try sender.issues("15/SNV", "Về việc mật lương", to: [Province.commune])
    try sender.visits()
    province.pass(days: 4)
    let browser = try province.browser("quan-tri")
    let offices = try browser.get("/co-quan")
    #expect(offices.status == 200)
    #expect(offices.text.contains("UBND xã Hưng Đạo 1 20/11/2026 08:00, 4 ngày trước chậm 2 giờ 1 20/11/2026 08:00 –"))
    #expect(offices.text.contains("UBND phường Thục Phán – chưa tham gia"))
    let waiting = try browser.get("/cho")
    #expect(waiting.text.contains("UBND xã Hưng Đạo 1 20/11/2026 08:00, 4 ngày trước 4 ngày trước"))
    let office = try browser.get("/co-quan", [("khoa", Province.commune)])
    #expect(office.text.contains("\(reader.name) Máy văn thư 20/11/2026 08:00, 4 ngày trước qua mạng chậm 2 giờ"))
    #expect(office.text.contains("20/11/2026 08:00, 4 ngày trước văn bản 15/SNV, 20/11/2026 Sở Nội vụ tỉnh Cao Bằng"))
    // The subject of a document is not the administrator's business.
    for path in ["/", "/co-quan", "/cho", "/chi-tieu", "/cham", "/su-co"] {
      for query in [[], [(name: "khoa", value: Province.commune)]] where path != "/" || query.isEmpty {
        #expect(try !browser.get(path, query).html.contains("mật lương"), "\(path)")
      }
    }
    try reader.visits()
    #expect(try browser.get("/cho").text.contains("Không có thư nào đang chờ."))
  }

  @Test func sharesAreCountedWhereDocumentsAreRegistered() throws {
    try province.account("quan-tri")
    let committee = try province.seat(Province.committee)
    let commune = try province.seat(Province.commune)
    let department = try province.seat(Province.department)
    for seat in [committee, commune, department] { try seat.visits() }
    let document = try commune.issues("1/UBND", to: [Province.committee, Province.department])
    // The committee: one through the hub, one on paper; a ministry and a citizen do not count.
    try committee.registers(from: nil, arrival: document)
    try committee.registers(from: Province.department)
    // Paper that another desk had registered provisionally is paper.
    let desk = try province.seat(Province.department)
    let provisional = try desk.does(
      .registeredProvisionally(
        .init(
          document: Seat.incoming(from: Province.commune, on: province.today), arrivalDate: province.today, reason: nil)
      ))
    try committee.registers(from: "bo-noi-vu")
    try committee.registers(from: nil)
    // Between offices: four of five.
    for _ in 0..<4 { try department.registers(from: nil, arrival: document) }
    try department.registers(from: Province.commune, arrival: provisional)
    let browser = try province.browser("quan-tri")
    let overview = try browser.get("/").text
    #expect(overview.contains("Văn bản gửi UBND tỉnh là văn bản điện tử 100 % 50 % 1/2"))
    #expect(overview.contains("Văn bản giữa các cơ quan là văn bản điện tử 80 % 80 % 4/5"))
    #expect(overview.contains("Chỉ tiêu, quý IV/2026"))
    let expected = try province.reader.expectedOffices().count
    #expect(overview.contains("100 % \(3 * 100 / expected) % 3/\(expected)"))
    let targets = try browser.get("/chi-tieu").text
    #expect(targets.contains("UBND tỉnh Cao Bằng 2 1 50 % 100 %"))
    #expect(targets.contains("Sở Nội vụ tỉnh Cao Bằng 5 4 80 % 80 %"))
    #expect(try browser.get("/chi-tieu", [("quy", "2026-3")]).text.contains("Quý này chưa đăng ký văn bản nào."))
    province.pass(days: 31)
    #expect(try browser.logIn("quan-tri").status == 303)
    #expect(try browser.get("/").text.contains("100 % 0 % 0/\(expected)"))
  }

  @Test func anAcknowledgementOfAnotherDayIsLate() throws {
    try province.account("quan-tri")
    try province.account("hung-dao", Province.commune)
    let sender = try province.seat(Province.department)
    let reader = try province.seat(Province.commune)
    let documents = try (1...4).map { try sender.issues("\($0)/SNV", "Việc \($0)", to: [Province.commune]) }
    for document in documents { try reader.reports(document, .arrived) }
    try reader.reports(documents[0], .accepted)
    try reader.reports(documents[1], .refused, note: "Gửi nhầm <nơi>")
    let browser = try province.browser("quan-tri")
    // Today is not over.
    #expect(try browser.get("/cham").text.contains("UBND xã Hưng Đạo 4 2 – – 100 %"))
    province.pass(days: 1)
    try reader.reports(documents[2], .assigned)
    #expect(try browser.logIn("quan-tri").status == 303)
    #expect(try browser.get("/cham").text.contains("UBND xã Hưng Đạo 4 2 1 1 50 %"))
    let late = try browser.get("/cham", [("khoa", Province.commune)])
    #expect(late.text.contains("4/SNV, 20/11/2026 Sở Nội vụ tỉnh Cao Bằng 20/11/2026 chưa 1 ngày"))
    #expect(late.text.contains("3/SNV, 20/11/2026 Sở Nội vụ tỉnh Cao Bằng 20/11/2026 21/11/2026 1 ngày"))
    #expect(!late.text.contains("1/SNV") && !late.text.contains("2/SNV"))
    // Documents that came back, with the office that refused them; the reason only for those who may read it.
    let troubles = try browser.get("/su-co")
    #expect(troubles.text.contains("2/SNV, 20/11/2026 Sở Nội vụ tỉnh Cao Bằng UBND xã Hưng Đạo từ chối nhận"))
    #expect(!troubles.html.contains("Gửi nhầm"))
    let office = try province.browser("hung-dao")
    #expect(try office.get("/cham").text.contains("4/SNV"))
  }

  @Test func forksAndRemarksStandAmongTheTroubles() throws {
    try province.account("quan-tri")
    let seat = try province.seat(Province.commune)
    try seat.visits(ending: "fork")
    try seat.visits(ending: "cut")
    try seat.issues("1/UBND", to: [], number: 1)
    try seat.issues("1b/UBND", to: [], number: 1)
    let browser = try province.browser("quan-tri")
    let text = try browser.get("/su-co").text
    #expect(text.contains("hai lịch sử khác nhau: tệp sổ bị chép đè"))
    #expect(!text.contains("đứt giữa chừng"))
    #expect(text.contains("20/11/2026 08:00 UBND xã Hưng Đạo") && text.contains("di-2026"))
    #expect(try browser.get("/").text.contains("hai lịch sử khác nhau"))
  }

  @Test func longListsHavePagesThatMissNothing() throws {
    try province.account("xa", Province.commune)
    try province.account("quan-tri")
    let sender = try province.seat(Province.department)
    let reader = try province.seat(Province.commune)
    var acts = (1...130).map {
      Seat.issued("\($0)/SNV", "Việc số \($0)", to: [Province.commune], number: $0, on: province.today)
    }
    try sender.does(Array(acts.prefix(70)))
    acts.removeFirst(70)
    try sender.does(acts)
    for sequence in 1...130 {
      try reader.reports(EntryReference(station: sender.name, epoch: 1, sequence: sequence), .arrived)
    }
    province.pass(days: 2)
    let browser = try province.browser("xa")
    for (path, first) in [("/van-ban", [(name: "q", value: "việc")]), ("/cho", []), ("/cham", [])] {
      var seen: [String] = []
      var query = first
      while true {
        let html = try browser.get(path, query).html
        seen += html.matches(of: #/>(\d+\/SNV)</#).map { String($0.output.1) }
        guard let link = html.firstMatch(of: #/href="([^"]+)">Trang tiếp/#) else { break }
        query = link.output.1.split(separator: "?")[1].split(separator: "&").map {
          let parts = $0.split(separator: "=", omittingEmptySubsequences: false)
          return (String(parts[0].replacing("amp;", with: "")), String(parts[1]).removingPercentEncoding!)
        }
      }
      #expect(seen.count == 130 && Set(seen).count == 130, "\(path)")
    }
  }

  @Test func emptyListsSayThatTheyAre() throws {
    try province.account("quan-tri")
    try province.account("xa", Province.commune)
    let browser = try province.browser("quan-tri")
    for (path, words) in [
      ("/", "chưa có số liệu"), ("/", "Không có trục trặc nào."), ("/cho", "Không có thư nào đang chờ."),
      ("/chi-tieu", "Quý này chưa đăng ký"), ("/cham", "chưa có văn bản nào đến"), ("/su-co", "Không lần nào."),
    ] { #expect(try browser.get(path).text.contains(words), "\(path)") }
    let office = try province.browser("xa")
    #expect(try office.get("/").text.contains("Cơ quan này chưa có trạm"))
    #expect(try office.get("/van-ban").text.contains("chưa gửi, chưa nhận văn bản nào"))
  }

  @Test func everyPageCanBeReadInEnglish() throws {
    try province.account("quan-tri")
    let browser = try province.browser("quan-tri")
    #expect(try browser.get("/", [("lang", "en")]).text.contains("Does not exist") == false)
    #expect(try browser.get("/").text.contains("No contact for a long time"))
    #expect(try browser.get("/", [("lang", "vi")]).text.contains("Lâu không liên lạc"))
    #expect(try browser.get("/", [("lang", "xx")]).text.contains("Lâu không liên lạc"))
  }
}
