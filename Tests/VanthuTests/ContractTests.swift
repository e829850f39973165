import Foundation
import Testing

/// What scripts may rely on: the words, the JSON, the exit status.
@Suite struct ContractTests {
  @Test func anOfficeIsFoundedOnceAndNeverWrittenOver() throws {
    let office = try ShellOffice()
    let founded = try office.found(["--json"])
    let object = try #require(founded.json as? [String: Any])
    #expect(object["organId"] as? String == "000.00.00.H14")
    #expect(object["name"] as? String == "UBND xã Đàm Thủy")
    #expect(object["office"] as? String == office.file)
    let before = office.bytes
    let again = try office("init", "--organ-id", "x", "--name", "y", "--place", "z", "--clerk", "k")
    #expect(again.status == 1 && again.isRefusal, "\(again)")
    #expect(office.bytes == before)
  }

  @Test func aRegisteredDocumentComesBackUnderTheNamesOfTheLaw() throws {
    let office = try ShellOffice.founded("--first-incoming", "57")
    let file = try office.write("ban-quet.txt", "nội dung bản quét")
    let line = try office.json(
      "register", "118/UBND-VX", "--from", "UBND tỉnh Cao Bằng", "--date", "2026-11-20", "--type", "Công văn",
      "--subject", "V/v rà soát hộ nghèo", "--urgency", "khan", "--secrecy", "thuong", "--pages", "3", "--signer",
      "Phó Chủ tịch, Nông Văn A", "--due", "2026-12-05", "--attach", file)
    #expect(line["arrivalNumber"] as? Int == 57)
    #expect(line["arrivalDate"] as? String == "2026-11-23")
    #expect(line["codeNumber"] as? String == "118")
    #expect(line["codeNotation"] as? String == "UBND-VX")
    #expect(line["issuedDate"] as? String == "2026-11-20")
    #expect(line["organName"] as? String == "UBND tỉnh Cao Bằng")
    #expect(line["typeName"] as? String == "Công văn")
    #expect(line["subject"] as? String == "V/v rà soát hộ nghèo")
    #expect(line["urgency"] as? String == "khan")
    #expect(line["pageAmount"] as? Int == 3)
    #expect(line["dueDate"] as? String == "2026-12-05")
    #expect(line["toPlaces"] as? String == "")
    #expect(line["files"] as? Int == 1)
    let signer = try #require(line["signerInfo"] as? [String: Any])
    #expect(signer["position"] as? String == "Phó Chủ tịch")
    #expect(signer["fullName"] as? String == "Nông Văn A")
    #expect(line["direction"] as? String == "incoming")
    #expect(line["state"] as? String == "accepted")
    #expect(try office.register("119/UBND-VX")["arrivalNumber"] as? Int == 58)
  }

  @Test func everyKeyOfALineIsThereAlsoWhenItHasNoValue() throws {
    let office = try ShellOffice.founded()
    let keys: Set = [
      "arrivalNumber", "arrivalDate", "direction", "codeNumber", "codeNotation", "code", "issuedDate", "organId",
      "organName", "typeName", "subject", "urgency", "priority", "pageAmount", "issuedAmount", "description",
      "signerInfo", "toPlaces", "dueDate", "documentId", "state", "instruction", "handedOn", "progress", "answer",
      "closedOn", "reason", "files", "book", "reference", "entry", "requests", "author", "sender", "writtenName",
      "doubled",
    ]
    let line = try office.register()
    #expect(Set(line.keys) == keys)
    #expect(line["signerInfo"] is NSNull && line["dueDate"] is NSNull)
    #expect(try Set(office.jsonList("list", "incoming")[0].keys) == keys)
    let card = try office.json("show", "1")
    #expect(
      Set(card.keys)
        == keys.union(["assignments", "to", "recipients", "attachments", "trail", "related", "links", "senderName"]))
  }

  @Test func aDocumentGoesItsWholeWay() throws {
    let office = try ShellOffice.founded("--first-incoming", "57", "--first-outgoing", "15")
    try office.register()
    #expect(try office.json("submit", "57")["state"] as? String == "submitted")
    let routed = try office.json(
      "route", "57", "--lead", "Tư pháp - Hộ tịch", "--cooperating", "Địa chính@27/11", "--cooperating", "Công an",
      "--inform", "Văn phòng", "--due", "2026-11-25", "--instruction", "Tham mưu trả lời")
    #expect(routed["toPlaces"] as? String == "Tư pháp - Hộ tịch; Địa chính; Công an; Văn phòng")
    #expect(routed["dueDate"] as? String == "2026-11-25")
    #expect(routed["instruction"] as? String == "Tham mưu trả lời")
    #expect(routed["state"] as? String == "assigned")
    let assignments = try #require(office.json("show", "57")["assignments"] as? [[String: Any]])
    #expect(assignments.map { $0["role"] as? String } == ["lead", "cooperating", "cooperating", "forInformation"])
    #expect(
      assignments.map { $0["dueDate"] as? String } == ["2026-11-25", "2026-11-27", nil, nil])

    #expect(try office.json("progress", "57", "--note", "Đã lấy ý kiến")["progress"] as? String == "Đã lấy ý kiến")
    let answer = try office.json(
      "issue", "--type", "Công văn", "--field", "VX", "--subject", "Trả lời", "--signer", "Chủ tịch, Nông Văn A",
      "--to",
      "UBND tỉnh Cao Bằng")
    #expect(answer["codeNumber"] as? String == "15")
    #expect(answer["codeNotation"] as? String == "UBND-VX")
    let settled = try office.json("settle", "57", "--answer", "15/UBND-VX")
    #expect(settled["state"] as? String == "completed")
    #expect(settled["answer"] as? String == "15/UBND-VX")
    #expect(settled["closedOn"] as? String == "2026-11-23")

    let trail = try office.jsonList("trail", "57")
    #expect(
      trail.map { $0["act"] as? String } == ["registered", "submitted", "routed", "progressed", "settled"])
    #expect(trail.allSatisfy { $0["clerk"] as? String == "Văn thư 1" && $0["day"] as? String == "2026-11-23" })
    #expect(try office.jsonList("inbox").isEmpty)
  }

  @Test func theNumberOfAnIssuedDocumentHasTwoDigitsAtLeast() throws {
    let office = try ShellOffice.founded()
    func issue(_ more: String...) throws -> [String: Any] {
      let ended = try office.run(
        [
          "issue", "--type", "Quyết định", "--subject", "Thành lập tổ", "--signer", "Nông Văn A", "--to", "UBND tỉnh",
          "--to", "Công an xã", "--json",
        ] + more)
      return try #require(ended.json as? [String: Any], "\(ended)")
    }
    let first = try issue()
    #expect(first["codeNumber"] as? String == "01")
    #expect(first["codeNotation"] as? String == "QĐ-UBND")
    #expect(first["number"] as? Int == 1)
    #expect(first["toPlaces"] as? String == "UBND tỉnh; Công an xã")
    for _ in 2...9 { _ = try issue() }
    #expect(try issue()["code"] as? String == "10/QĐ-UBND")
    #expect(try office.jsonList("list", "outgoing").map { $0["number"] as? Int } == Array((1...10).reversed()))
  }

  @Test func listsAreNewestFirstAndAsLongAsAsked() throws {
    let office = try ShellOffice.founded()
    for number in 1...5 { try office.register("\(number)/UBND-VX") }
    let lines = try office.jsonList("list", "incoming", "--year", "2026", "--limit", "3")
    #expect(lines.map { $0["arrivalNumber"] as? Int } == [5, 4, 3])
    #expect(try office.jsonList("list", "incoming", "--year", "2025").isEmpty)
    let none = try office("list", "outgoing")
    #expect(none.status == 0 && none.output == "Sổ chưa có dòng nào.\n")
  }

  @Test func whatIsLateIsOverdueAndFirstInTheBox() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX", "--due", "2026-11-24")
    try office.register("2/UBND-VX", "--due", "2026-12-24")
    #expect(try office.jsonList("overdue").isEmpty)
    office.day = "2026-11-26"
    #expect(try office.jsonList("overdue").map { $0["arrivalNumber"] as? Int } == [1])
    let box = try office.jsonList("inbox")
    #expect(box.map { $0["arrivalNumber"] as? Int } == [1, 2])
    #expect(box.map { $0["need"] as? String } == ["overdue", "submissionLate"])
  }

  @Test func searchFindsWithoutMarksAndWithFilters() throws {
    let office = try ShellOffice.founded()
    try office(
      "register", "5/QĐ-UBND", "--from", "UBND tỉnh Cao Bằng", "--date", "2026-11-20", "--type", "Quyết định",
      "--subject", "Quyết định về đường bộ")
    try office.register("6/UBND-VX")
    for words in [
      "quyet dinh duong bo", "Quyết định đường bộ", "\"đường bộ\"", "05/qd-ubnd", "loai:qd", "đường -nghèo",
    ] {
      #expect(try office.jsonList("search", words).map { $0["arrivalNumber"] as? Int } == [1], "\(words)")
    }
    #expect(try office.jsonList("search", "ubnd", "--limit", "1").count == 1)
    #expect(try office.jsonList("search", "khongcogihet").isEmpty)
  }

  @Test func usageErrorsAreTwoAndRefusalsAreOneInBothLanguages() throws {
    let office = try ShellOffice.founded()
    for (words, status, vietnamese, english) in [
      (["nosuchverb"], 2, "Không có lệnh", "There is no command"),
      (["register", "--frm", "x"], 2, "không có tùy chọn --frm", "has no option --frm"),
      (["register", "1/UBND"], 2, "Còn thiếu", "is missing"),
      (["list", "sideways"], 2, "không dùng được", "is not valid for"),
      (["list", "incoming", "--limit", "nhiều"], 2, "“nhiều”", "not a valid whole number"),
      (["show"], 2, "Còn thiếu", "is missing"),
      (["show", "57"], 1, "không có số đến 57", "no arrival number 57"),
      (["route", "57", "--lead", "A"], 1, "không có số đến 57", "no arrival number 57"),
      (["show", "9/QĐ-X"], 1, "Không có văn bản nào", "There is no document"),
    ] as [([String], Int32, String, String)] {
      let first = try office.run(words)
      #expect(first.status == status && first.isRefusal && first.error.contains(vietnamese), "\(words): \(first)")
      let second = try office.run(words + ["--lang", "en"])
      #expect(second.status == status && second.isRefusal && second.error.contains(english), "\(words): \(second)")
    }
  }

  @Test func theOfficeIsNamedByOptionVariableOrDefault() throws {
    let office = try ShellOffice.founded()
    try office.register()
    let program = Array(officeProgram.utf8)
    func list() throws -> Ended {
      try office.startBytes([program] + ["list", "incoming", "--year", "2026"].map { Array($0.utf8) }).wait()
    }
    #expect(try list().status == 1)
    office.environment["VANTHU_OFFICE"] = office.file
    #expect(try list().output.contains("118/UBND-VX"))
    office.environment["VANTHU_OFFICE"] = nil
    try FileManager.default.createDirectory(atPath: office.folder + "/data/vanthu", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: office.file, toPath: office.folder + "/data/vanthu/office.db")
    #expect(try list().output.contains("118/UBND-VX"))
  }

  @Test func whoActsIsOneOfTheClerks() throws {
    let office = try ShellOffice.founded()
    let stranger = try office.run(ShellOffice.letter("1/UBND") + ["--as", "Người lạ"])
    #expect(stranger.status == 1 && stranger.isRefusal && stranger.error.contains("Văn thư 1"))
    #expect(try office("clerk", "add", "Văn thư 2").status == 0)
    try office.register("1/UBND", "--as", "VĂN THƯ 2")
    #expect(try office.jsonList("trail", "1").map { $0["clerk"] as? String } == ["Văn thư 2"])
  }
}
