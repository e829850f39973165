import CommandWords
import Foundation
import Office
import Records
import Testing

@testable import Commands
@testable import vanthu

/// `vanthu import FILE.edxml` and `vanthu export 15/UBND-VX --format edxml`, with the built programs.
struct EdXMLCommandTests {
  static let golden =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("EdXMLTests/Golden").path + "/"

  private func commune() throws -> ShellOffice { try office("000.00.31.H14", "UBND xã Đàm Thủy", "Đàm Thủy") }
  private func province() throws -> ShellOffice { try office("000.00.00.H14", "UBND tỉnh Cao Bằng", "Cao Bằng") }

  private func office(_ organID: String, _ name: String, _ place: String) throws -> ShellOffice {
    let office = try ShellOffice(day: "2026-03-05")
    let ended = try office(
      "init", "--organ-id", organID, "--name", name, "--place", place, "--clerk", "Văn thư 1")
    guard ended.status == 0 else { throw ProgramFailure("init: \(ended)") }
    return office
  }

  private func register(_ office: ShellOffice, _ code: String, _ date: String) throws {
    let ended = try office(
      "register", code, "--from", "UBND tỉnh Cao Bằng", "--date", date, "--type", "Công văn", "--subject", "V/v A")
    guard ended.status == 0 else { throw ProgramFailure("register: \(ended)") }
  }

  private func arrivals(_ office: ShellOffice) throws -> [[String: Any]] { try office.jsonList("list", "incoming") }

  private func message(_ name: String) -> String { EdXMLCommandTests.golden + name + ".edxml" }

  // MARK: documents

  @Test func aDocumentOfAnotherProgramIsRegisteredWithItsFile() throws {
    let office = try commune()
    let json = try office.json("import", message("gateway-new"))
    let line = try #require(json["registered"] as? [String: Any])
    #expect(json["kind"] as? String == "document")
    #expect(line["arrivalNumber"] as? Int == 1)
    #expect(line["arrivalDate"] as? String == "2026-03-05")
    #expect(line["code"] as? String == "118/UBND-VX")
    #expect(line["organName"] as? String == "UBND tỉnh Cao Bằng")
    #expect(line["organId"] as? String == "ubnd-tinh")
    #expect(line["documentId"] as? String == "000.00.00.H14,2026/02/27,118/UBND-VX")
    #expect(line["dueDate"] as? String == "2026-03-15")
    #expect((json["remarks"] as? [String])?.count == 1, "two identifiers")
    let files = try #require(try office.json("show", "1")["attachments"] as? [[String: Any]])
    #expect(files.map { $0["name"] as? String } == ["118_UBND-VX.doc"])
  }

  @Test(arguments: ["gateway-new", "update", "replacement", "other-sender", "ours-new"])
  func importingTwiceChangesNothing(name: String) throws {
    let office = try commune()
    #expect(try office("import", message(name)).status == 0)
    let again = try office("import", message(name))
    #expect(again.status == 1 && again.isRefusal && again.error.contains("số đến 1"), "\(again)")
    #expect(try arrivals(office).count == 1)
  }

  @Test func theSameDocumentByItsNumberSymbolAndAgencyIsADuplicate() throws {
    let office = try commune()
    try register(office, "118/UBND-VX", "2026-02-27")
    let ended = try office("import", message("gateway-new"))
    #expect(ended.isRefusal && ended.error.contains("--anyway"), "\(ended)")
    #expect(try office("import", message("gateway-new"), "--anyway", "Bản điện tử").status == 0)
    #expect(try arrivals(office).count == 2)
  }

  /// The paper is registered; the file gets no number, and what it brings goes to the paper's.
  @Test func theElectronicCopyOfARegisteredPaperIsMergedIntoIt() throws {
    let office = try commune()
    try register(office, "118/UBND-VX", "2026-02-27")
    let refused = try office("import", message("gateway-new"))
    #expect(refused.isRefusal && refused.error.contains("--into 1"), "\(refused)")
    let looked = try office("import", message("gateway-new"), "--into", "1", "--dry-run")
    #expect(looked.status == 0 && looked.output.contains("chưa ghi gì"), "\(looked)")
    #expect(try office.json("show", "1")["files"] as? Int == 0)
    let merged = try office("import", message("gateway-new"), "--into", "1")
    #expect(merged.status == 0 && merged.output.contains("Đã nhập 118/UBND-VX vào số đến 1"), "\(merged)")
    let line = try office.json("show", "1")
    #expect(line["documentId"] is String && line["files"] as? Int ?? 0 > 0)
    #expect(try arrivals(office).count == 1 && office.jsonList("inbox").count == 1)
    #expect(try office("verify").status == 0)
  }

  @Test func aMessageIsKnownByHowItBeginsWhateverItsName() throws {
    let office = try commune()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: message("gateway-new")))
    let text = String(decoding: bytes, as: UTF8.self)
    let utf16 = try #require(text.data(using: .utf16))
    #expect(FileManager.default.createFile(atPath: office.folder + "/tai-ve.csv", contents: utf16))
    #expect(try office.json("import", office.folder + "/tai-ve.csv")["kind"] as? String == "document")
  }

  @Test func theClerkTheDayAndTheLanguageOfTheLineComeAlong() throws {
    let office = try commune()
    #expect(try office("clerk", "add", "Nông Thị Bé").status == 0)
    let ended = try office(
      "import", message("gateway-new"), "--as", "Nông Thị Bé", "--on", "2026-03-06", "--lang", "en")
    #expect(ended.status == 0 && ended.output.contains("as arrival 1"), "\(ended)")
    let card = try office.json("show", "1")
    #expect(card["arrivalDate"] as? String == "2026-03-06")
    let trail = try #require(card["trail"] as? [[String: Any]])
    #expect(trail.allSatisfy { $0["clerk"] as? String == "Nông Thị Bé" })
  }

  @Test func onlyLookingWritesNothing() throws {
    let office = try commune()
    let json = try office.json("import", message("gateway-new"), "--dry-run")
    #expect(json["registered"] is NSNull && json["dryRun"] as? Bool == true)
    #expect(try arrivals(office).isEmpty)
  }

  // MARK: recall, update, replacement

  @Test func aRecallIsToldAndTheClerkDecides() throws {
    let office = try commune()
    let early = try office("import", message("recall"))
    #expect(early.isRefusal && early.error.contains("118/UBND-VX"), "\(early)")
    try office("import", message("gateway-new"))
    let json = try office.json("import", message("recall"))
    #expect(json["kind"] as? String == "recall")
    #expect(json["registered"] is NSNull)
    #expect((json["about"] as? [String: Any])?["arrivalNumber"] as? Int == 1)
    #expect(json["reason"] as? String == "Ban hành nhầm nơi nhận")
    #expect((json["words"] as? String)?.contains("vanthu send-back 1") == true)
    #expect(try arrivals(office).map { $0["state"] as? String } == ["accepted"])
  }

  @Test func anUpdateIsANewLineThatNamesTheOldOne() throws {
    let office = try commune()
    try office("import", message("gateway-new"))
    let json = try office.json("import", message("update"))
    let line = try #require(json["registered"] as? [String: Any])
    #expect(json["kind"] as? String == "update")
    #expect(line["arrivalNumber"] as? Int == 2)
    #expect(line["description"] as? String == "Cập nhật 118/UBND-VX (số đến 1)")
    #expect((json["about"] as? [String: Any])?["arrivalNumber"] as? Int == 1)
    let again = try office("import", message("update"))
    #expect(again.isRefusal, "the same update is not registered a third time: \(again)")
    #expect(try arrivals(office).count == 2)
  }

  @Test func aReplacementNamesWhatItReplacesAsFarAsItIsHere() throws {
    let office = try commune()
    try register(office, "20/UBND-VX", "2026-01-15")
    let json = try office.json("import", message("replacement"))
    let remarks = try #require(json["remarks"] as? [String])
    #expect(json["kind"] as? String == "replacement")
    #expect(remarks.contains("Thay thế văn bản 20/UBND-VX (số đến 1), 25/UBND-VX."), "\(remarks)")
    #expect((json["registered"] as? [String: Any])?["arrivalNumber"] as? Int == 2)
  }

  // MARK: from office to office

  @Test func whatOneOfficeExportsIsTheSameDocumentInAnother() throws {
    let (province, commune) = (try province(), try commune())
    let scan = try province.write("ban-quet.txt", "Điều 1.")
    try issue(province)
    #expect(try province("attach", "1/UBND-VX", "--file", scan).status == 0)
    let sent = try #require(try province.jsonList("list", "outgoing").first)
    let code = try #require(sent["code"] as? String)
    let file = commune.folder + "/den.edxml"
    let written = try province.json("export", code, "--format", "edxml", "--to", file)
    #expect(written["file"] as? String == file && written["kind"] as? String == "document")

    let taken = try #require(try commune.json("import", file)["registered"] as? [String: Any])
    for field in ["code", "issuedDate", "organName", "typeName", "subject", "urgency", "dueDate", "pageAmount"] {
      #expect("\(taken[field] ?? "")" == "\(sent[field] ?? "")", "\(field)")
    }
    let files = try #require(try commune.json("show", "1")["attachments"] as? [[String: Any]])
    #expect(files.map { $0["name"] as? String } == ["ban-quet.txt"])
    #expect(try commune.jsonList("search", "dieu").count == 1, "the text of the file can be found")

    // The status goes back the same way.
    let word = commune.folder + "/bao.edxml"
    #expect(try commune("export", "1", "--status", "03", "--to", word).status == 0)
    let told = try province.json("import", word)
    #expect(told["kind"] as? String == "status" && told["registered"] is NSNull)
    #expect((told["status"] as? [String: Any])?["code"] as? String == "03")
    #expect((told["status"] as? [String: Any])?["organName"] as? String == "UBND xã Đàm Thủy")
    #expect((told["about"] as? [String: Any])?["code"] as? String == code)
    let other = try commune("import", word)
    #expect(other.isRefusal && other.error.contains("000.00.00.H14"), "not for the office that wrote it: \(other)")
    let own = try province("import", file)
    #expect(own.isRefusal && own.error.contains("chính cơ quan ta"), "\(own)")
  }

  @Test func anExportSaysWhetherItReplacesOrRecalls() throws {
    let (province, commune) = (try province(), try commune())
    try issue(province)
    try issue(province, "--replaces", "1/UBND-VX")
    #expect(try province("recall", "1/UBND-VX", "--reason", "Ký nhầm").status == 0)
    let (first, second) = (commune.folder + "/1.edxml", commune.folder + "/2.edxml")
    let recall = ["export", "1/UBND-VX", "--to", first, "--json"]
    #expect(try province.json("export", "2/UBND-VX", "--to", second)["kind"] as? String == "replacement")
    #expect((try province.run(recall).json as? [String: Any])?["kind"] as? String == "recall")
    let taken = try commune.json("import", second)
    #expect((taken["remarks"] as? [String])?.contains("Thay thế văn bản 01/UBND-VX.") == true, "\(taken)")
    #expect(try commune("import", first).error.contains("01/UBND-VX"), "it never had the first")
    #expect(
      try commune("show", "1").output.contains(
        "Liên quan: thay thế 01/UBND-VX của UBND tỉnh Cao Bằng ngày 05/03/2026, không có trong sổ"))
  }

  @Test func anAnswerAndAReplacementFindTheOtherDocumentAtBothOffices() throws {
    let (province, commune) = (try province(), try commune())
    let file = commune.folder + "/van-ban.edxml"
    func carry(_ code: String, from: ShellOffice, to: ShellOffice) throws {
      #expect(try from("export", code, "--to", file, "--overwrite").status == 0)
      #expect(try to("import", file).status == 0)
    }
    try issue(province)
    try carry("1/UBND-VX", from: province, to: commune)
    let answered = try commune(
      "issue", "--type", "Báo cáo", "--subject", "Kết quả rà soát", "--signer", "Chủ tịch, Nông Văn A", "--to",
      "UBND tỉnh Cao Bằng", "--answers", "1")
    #expect(answered.status == 0, "\(answered)")
    try carry("1/BC-UBND", from: commune, to: province)
    let taken = try province("show", "1").output
    #expect(taken.contains("Liên quan: trả lời 01/UBND-VX: V/v rà soát hộ nghèo"), "\(taken)")
    #expect(
      try province("show", "1/UBND-VX").output.contains(
        "Liên quan: trả lời bằng 01/BC-UBND của UBND xã Đàm Thủy, số đến 1: Kết quả rà soát"))
    #expect(
      try commune("show", "1").output.contains("Liên quan: trả lời bằng 01/BC-UBND: Kết quả rà soát"))

    try issue(province, "--replaces", "1/UBND-VX")
    try carry("2/UBND-VX", from: province, to: commune)
    let old = try commune("show", "1").output
    #expect(old.contains("Hiệu lực: đã được thay thế bằng 02/UBND-VX của UBND tỉnh Cao Bằng, số đến 2"), "\(old)")
    #expect(try commune("show", "2").output.contains("Liên quan: thay thế 01/UBND-VX của UBND tỉnh Cao Bằng, số đến 1"))
    #expect(try province("show", "1/UBND-VX").output.contains("Hiệu lực: đã được thay thế bằng 02/UBND-VX\n"))
    let links = try #require(try commune.json("show", "2")["links"] as? [[String: Any]])
    #expect(links.map { $0["relation"] as? String } == ["replaces"])
    #expect(links.map { $0["reference"] as? String } == ["1"] && links[0]["code"] as? String == "01/UBND-VX")
    #expect(try commune("verify").status == 0 && province("verify").status == 0)
  }

  private func issue(_ office: ShellOffice, _ more: String...) throws {
    let ended = try office.run(
      [
        "issue", "--type", "Công văn", "--field", "VX", "--subject", "V/v rà soát hộ nghèo", "--signer",
        "Chủ tịch, Nông Văn A", "--to", "UBND xã Đàm Thủy", "--urgency", "khan",
      ] + more)
    guard ended.status == 0 else { throw ProgramFailure("issue: \(ended)") }
  }

  @Test func anExportLiesInTheWorkingFolderUnderItsCodeAndOverwritesNothing() throws {
    let office = try province()
    try issue(office)
    let line = ["export", "1/UBND-VX", "--format", "edxml"]
    func export(_ more: String...) throws -> Ended {
      try office.run(line + more, before: ["/usr/bin/env", "-C", office.folder])
    }
    #expect(try export().status == 0)
    let path = office.folder + "/01_UBND-VX.edxml"
    #expect(FileManager.default.contents(atPath: path)?.isEmpty == false)
    _ = try office.write("01_UBND-VX.edxml", "của người khác")
    let refused = try export()
    #expect(refused.isRefusal, "\(refused)")
    #expect(FileManager.default.contents(atPath: path) == Data("của người khác".utf8))
    #expect(try export("--overwrite").status == 0)
    #expect(FileManager.default.contents(atPath: path).map { $0.count > 100 } == true)
  }

  @Test func onlyIssuedDocumentsAreExported() throws {
    let office = try province()
    try register(office, "118/UBND-VX", "2026-02-27")
    try issue(office)
    #expect(try office("void", "1/UBND-VX", "--reason", "Nhầm").status == 0)
    let draft = try #require(
      try office.json("draft", "--type", "Công văn", "--subject", "V/v nháp", "--to", "UBND xã Đàm Thủy")["reference"]
        as? String)
    for (reference, says) in [("1", "văn bản đến"), (draft, "dự thảo"), ("1/UBND-VX", "hủy số"), ("7/UBND", "7/UBND")] {
      let ended = try office("export", reference, "--format", "edxml", "--to", office.folder + "/x.edxml")
      #expect(ended.isRefusal && ended.error.contains(says), "\(reference): \(ended)")
    }
    #expect(!FileManager.default.fileExists(atPath: office.folder + "/x.edxml"))
  }

  @Test func aRefusalSentToTheSenderNeedsItsReason() throws {
    let office = try commune()
    try office("import", message("gateway-new"))
    let to = office.folder + "/x.edxml"
    #expect(try office("export", "1", "--status", "02", "--to", to).error.contains("--reason"))
    #expect(try office("export", "1", "--status", "02", "--reason", "Gửi nhầm", "--to", to).status == 0)
    #expect(String(decoding: FileManager.default.contents(atPath: to) ?? Data(), as: UTF8.self).contains("Gửi nhầm"))
  }

  // MARK: files that are not messages

  static let hostile: [(name: String, text: String, says: String)] = [
    ("rong.edxml", "", "XML"),
    ("so.edxml", "Số đến;Ngày đến\n1;02/03/2026\n", "XML"),
    ("trang.xml", "<?xml version=\"1.0\"?><html><body>Xin chào</body></html>", "edXML"),
    ("dut.edxml", "<edXML><edXMLEnvelope><edXMLHeader>", "hỏng"),
    (
      "doc.edxml",
      """
      <?xml version="1.0"?><!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]>\
      <edXML><Subject>&x;</Subject></edXML>
      """,
      "DOCTYPE"
    ),
    ("sau.edxml", String(repeating: "<edXML>", count: 5_000), "lớp"),
    (
      "khong-ma.edxml",
      """
      <edXML><edXMLEnvelope><edXMLHeader><Status><ResponseFor><Code>1/UBND</Code></ResponseFor></Status>\
      </edXMLHeader></edXMLEnvelope></edXML>
      """,
      "trạng thái"
    ),
  ]

  @Test(arguments: hostile.indices) func aBadFileIsRefusedInOneSentenceAndNothingChanges(index: Int) throws {
    let (name, text, says) = EdXMLCommandTests.hostile[index]
    let office = try commune()
    let ended = try office("import", office.write(name, text))
    #expect(ended.isRefusal && ended.status == 1 && ended.error.contains(says), "\(name): \(ended)")
    #expect(try arrivals(office).isEmpty)
  }

  @Test func aFileThatIsNotThereAFolderAndAPipeAreRefused() throws {
    let office = try commune()
    let (folder, fifo) = (office.folder + "/f.edxml", office.folder + "/p.edxml")
    mkdir(folder, 0o755)
    mkfifo(fifo, 0o644)
    for path in [office.folder + "/khong-co.edxml", folder, fifo] {
      let ended = try office("import", path)
      #expect(ended.isRefusal, "\(path): \(ended)")
    }
  }

  @Test func optionsOfTheOtherKindAreRefused() throws {
    let office = try commune()
    let csv = try office.write("so.csv", "Số đến;Ngày đến\n")
    for words in [
      ["import", message("gateway-new"), "--partly"], ["import", csv, "--anyway", "x"],
      ["export", "incoming", "--status", "03"], ["export", "incoming", "--format", "edxml"],
      ["export", "1/UBND", "--format", "csv"], ["export", "1/UBND", "--year", "2026"],
      ["export", "1/UBND", "--status", "99"],
    ] {
      let ended = try office.run(words)
      #expect(ended.status == 2 && ended.isRefusal, "\(words): \(ended)")
    }
  }

  // MARK: on the screen, and in the help

  @Test @MainActor func onTheScreenTheAnswerIsWaitedFor() throws {
    let office = try commune()
    let (options, _) = try GlobalOptions.read(
      ["--office", office.file, "--on", "2026-03-05"], environment: office.environment, today: { Day(2026, 3, 5) })
    let session = Session(
      options, Paths(office: options.office, environment: office.environment), clock: { 1_772_700_000_000 })
    session.isOnScreen = true
    let command = Command.importRegister
    let line = try command.parse([message("gateway-new")])
    #expect(try command.run(session, line).lines.last?.contains("số đến 1") == true)
    do {
      _ = try command.run(session, line)
      Issue.record("a duplicate was taken")
    } catch SiblingRefusal.said(let sentence) {
      #expect(sentence.hasPrefix("Văn bản 118/UBND-VX") && sentence.hasSuffix("."))
    }
  }

  /// The other program can only refuse; on the screen, the clerk can say which day it is.
  @Test @MainActor func onTheScreenTheDayIsAskedAbout() throws {
    let office = try commune()
    let (options, _) = try GlobalOptions.read(
      ["--office", office.file], environment: office.environment, today: { Day(2031, 3, 5) })
    let session = Session(
      options, Paths(office: options.office, environment: office.environment), clock: { 1_930_450_000_000 })
    session.isOnScreen = true
    let command = Command.importRegister
    let line = try command.parse([message("gateway-new")])
    #expect(throws: ClockRefusal.self) { try command.run(session, line) }
    try session.office.stateDay(session.today)
    #expect(try command.run(session, line).lines.last?.contains("số đến 1") == true)
  }

  @Test(arguments: ["vi", "en"]) func theHelpSpeaksOfEdXML(language: String) throws {
    let office = try ShellOffice()
    for (command, words) in [
      ("import", [".edxml", "QCVN 102:2016"]), ("export", ["edxml", "--status", "--overwrite"]),
    ] {
      let text = try office("help", command, "--lang", language).output
      for word in words { #expect(text.contains(word), "\(command): \(word)") }
    }
  }
}
