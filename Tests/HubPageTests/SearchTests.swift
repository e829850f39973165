import Hub
import HubPage
import Records
import Testing

/// Which users find which document.
struct SearchTests {
  let province = try! Province()

  private func codes(_ browser: Browser, _ words: String) throws -> [String] {
    try browser.get("/van-ban", [("q", words)]).html.matches(of: #/so=\d+">([^<]*)</#).map { String($0.output.1) }
  }

  @Test func wordsAreFoundWithMarksAndWithout() throws {
    try province.account("xa", Province.commune)
    let sender = try province.seat(Province.department)
    try sender.issues("1/SNV", "Quyết định về hòa giải ở cơ sở", to: [Province.commune])
    try sender.issues("2/SNV", "Rà soát đường bộ", to: [Province.commune])
    try sender.issues("3/SNV", "Quyết đinh in sai dấu", to: [Province.commune])
    let browser = try province.browser("xa")
    #expect(try codes(browser, "") == ["3/SNV", "2/SNV", "1/SNV"])
    #expect(try codes(browser, "duong bo") == ["2/SNV"])
    #expect(try codes(browser, "ĐƯỜNG") == ["2/SNV"])
    #expect(try codes(browser, "giải hoà") == ["1/SNV"])
    #expect(try codes(browser, "quyet dinh") == ["3/SNV", "1/SNV"])
    #expect(try codes(browser, "quyết định") == ["1/SNV"])
    #expect(try codes(browser, "2/SNV") == ["2/SNV"])
    #expect(try codes(browser, "nông văn a") == ["3/SNV", "2/SNV", "1/SNV"])
    // With wrong marks it is found without them, and the page says so.
    #expect(try codes(browser, "hỏa giải") == ["1/SNV"])
    #expect(try browser.get("/van-ban", [("q", "hỏa giải")]).text.contains("không kể dấu"))
    #expect(try browser.get("/van-ban", [("q", "không có")]).text.contains("Không tìm thấy"))
  }

  /// JSON can contain a zero byte, at which SQLite ends a text: the hub accepts no such act.
  @Test func aZeroByteInASymbolIsNotTaken() throws {
    try province.account("xa", Province.commune)
    try province.seat(Province.department).issues("1/S\u{0}NV", "Rà soát\u{0} đường", to: [Province.commune])
    #expect(try codes(province.browser("xa"), "duong") == [])
    #expect(try province.faults() == [])
  }

  @Test func anOfficeFindsWhatItSentAndWasSentAndNothingElse() throws {
    for (name, organ) in [("xa", Province.commune), ("so", Province.department), ("tinh", Province.committee)] {
      try province.account(name, organ)
    }
    try province.account("quan-tri")
    let department = try province.seat(Province.department)
    let commune = try province.seat(Province.commune)
    let document = try department.issues("1/SNV", "Việc riêng của xã", to: [Province.commune])
    try commune.issues("9/UBND", "Báo cáo", to: [Province.committee])
    let (xa, so, tinh) = (try province.browser("xa"), try province.browser("so"), try province.browser("tinh"))
    #expect(try codes(xa, "") == ["9/UBND", "1/SNV"])
    #expect(try codes(so, "") == ["1/SNV"] && codes(so, "bao cao") == [])
    #expect(try codes(tinh, "") == ["9/UBND"] && codes(tinh, "viec rieng") == [])
    // For other offices the number does not exist.
    let (first, second) = ([(name: "so", value: "1")], [(name: "so", value: "2")])
    #expect(try xa.get("/van-ban", first).text.contains("Việc riêng của xã"))
    #expect(try tinh.get("/van-ban", first).status == 404 && so.get("/van-ban", second).status == 404)
    #expect(try tinh.get("/van-ban", first).html == tinh.get("/van-ban", [("so", "77")]).html)
    #expect(try province.browser("quan-tri").get("/van-ban", first).status == 403)
    // The sender sees the state at all readers, a reader only its own.
    try commune.reports(document, .refused, note: "Gửi nhầm")
    #expect(try so.get("/van-ban", first).text.contains("UBND xã Hưng Đạo từ chối nhận 20/11/2026 20/11/2026 Gửi nhầm"))
  }

  @Test func whoWasNotSentADocumentGetsNoRightByReportingOnIt() throws {
    try province.account("tinh", Province.committee)
    let department = try province.seat(Province.department)
    let other = try province.seat(Province.committee)
    let document = try department.issues("1/SNV", "Việc riêng", to: [Province.commune])
    try other.reports(document, .arrived)
    try other.does(
      .corrected(.init(document: document, field: .subject, old: "Việc riêng", new: "Việc chung", reason: "x")))
    try other.does(
      .issued(
        .init(
          document: Document(
            code: "2/X", organName: "X", issuedDate: province.today, typeName: "Công văn", subject: "giả"),
          book: "x", number: 1, suffix: nil, to: [Recipient(name: "tỉnh", organID: Province.committee)],
          draft: document,
          reason: nil, files: nil, replaces: nil)))
    province.pass(days: 1)
    let browser = try province.browser("tinh")
    #expect(try codes(browser, "") == [])
    #expect(try browser.get("/van-ban", [("so", "1")]).status == 404)
    #expect(try !browser.get("/cham").text.contains("SNV"))
    try province.account("so", Province.department)
    #expect(try province.browser("so").get("/van-ban", [("so", "1")]).text.contains("Việc riêng"))
  }

  @Test func correctionsRecallsAndWhatTookThemBackAreShown() throws {
    try province.account("so", Province.department)
    let seat = try province.seat(Province.department)
    let document = try seat.issues("1/SNV", "Trích yếu sai", to: [Province.commune])
    let correction = try seat.does(
      .corrected(
        .init(document: document, field: .subject, old: "Trích yếu sai", new: "Trích yếu đúng", reason: "gõ nhầm")))
    let browser = try province.browser("so")
    #expect(
      try codes(browser, "đúng") == ["1/SNV"] && browser.get("/van-ban", [("q", "sai")]).text.contains("Không tìm"))
    try seat.does(.undone(.init(entry: correction, document: document)))
    #expect(try codes(browser, "sai") == ["1/SNV"])
    try seat.does(.recalled(.init(document: document, reason: "ký nhầm")))
    #expect(try browser.get("/van-ban").text.contains("đã thu hồi"))
    #expect(try browser.get("/van-ban", [("so", "1")]).text.contains("Văn bản đã thu hồi: không dùng nữa."))
  }

  @Test func aDraftIsListedAsItWasIssued() throws {
    try province.account("so", Province.department)
    let seat = try province.seat(Province.department)
    let content = Document(
      code: "", organName: "Sở", issuedDate: province.today, typeName: "Công văn", subject: "Dự thảo")
    let draft = try seat.does(.drafted(.init(document: content, to: [])))
    try seat.does(.corrected(.init(document: draft, field: .subject, old: "Dự thảo", new: "Dự thảo hai", reason: "x")))
    let browser = try province.browser("so")
    #expect(try codes(browser, "") == [])
    try seat.does(
      .issued(
        .init(
          document: Seat.incoming(from: nil, on: province.today), book: "di-2026", number: 1, suffix: nil, to: [],
          draft: draft, reason: nil, files: nil, replaces: nil)))
    #expect(try codes(browser, "việc khác") == ["1/X"])
    #expect(try province.faults() == [])
  }

  @Test func aSuccessorFindsWhatItsPredecessorsWereSent() throws {
    let old = try #require(OrganDirectory.shipped.organs.first { $0.validTo != nil && !$0.successors.isEmpty })
    let next = try #require(old.successors.first)
    try province.account("moi", next)
    let seat = try province.seat(old.id)
    try seat.issues("7/UBND", "Việc của xã cũ", to: [])
    #expect(try codes(province.browser("moi"), "xã cũ") == ["7/UBND"])
  }

  @Test func theTablesAreThoseTheJournalsMakeAndDamageIsFound() throws {
    let department = try province.seat(Province.department)
    let commune = try province.seat(Province.commune)
    let document = try department.issues("1/SNV", to: [Province.commune, Province.committee])
    try commune.reports(document, .arrived)
    try commune.reports(document, .accepted)
    try commune.registers(from: nil, arrival: document)
    try department.does(.corrected(.init(document: document, field: .code, old: "1/SNV", new: "2/SNV", reason: "x")))
    #expect(try province.faults() == [])
    for damage in [
      "UPDATE listed SET subject = 'khác'", "DELETE FROM changes", "UPDATE reports SET arrived = '2026-01-01'",
      "UPDATE intake SET number = 2", "UPDATE listedWords SET facts = facts || ' =h00'", "DELETE FROM listedWords",
      "UPDATE listedWords SET words = 'x'",
    ] {
      try province.hub.damage(damage)
      #expect(try province.faults() != [], "\(damage)")
      try province.hub.rebuildListing()
      #expect(try province.faults() == [], "\(damage)")
    }
  }

  /// A hub that was restored gets the answer to a recall before the recall, which has its place after it.
  @Test func anAnswerThatCameBeforeItsQuestionIsRebuiltAsItWasWritten() throws {
    let (sender, reader) = (try province.seat(Province.department), try province.seat(Province.commune))
    let document = try sender.issues("1/X", to: [reader.organ])
    let recall = try sender.does(.recalled(.init(document: document, reason: "gửi nhầm")))
    func answers(_ status: DeliveryStatus, _ question: EntryReference) throws {
      try reader.does(
        .reported(
          .init(document: document, recipient: reader.organ, status: status, note: nil, answers: question)))
    }
    try answers(.agreed, recall)
    let next = EntryReference(station: recall.station, epoch: recall.epoch, sequence: recall.sequence + 1)
    try answers(.disagreed, next)
    #expect(try sender.does(.recalled(.init(document: document, reason: "vẫn nhầm"))) == next)
    #expect(try province.faults() == [])
  }
}
