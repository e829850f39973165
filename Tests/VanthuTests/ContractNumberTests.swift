import Foundation
import GRDB
import Testing

/// Numbers, days and the correction of mistakes, from the shell.
@Suite struct ContractNumberTests {
  @Test func theYearsChangeOpensNewBooksAtOneAndTheOldOnesGoOn() throws {
    let office = try ShellOffice.founded("--first-incoming", "57", "--first-outgoing", "9")
    try office.register("1/UBND")
    office.day = "2027-01-04"
    #expect(try office.register("2/UBND")["arrivalNumber"] as? Int == 1)
    let issued = try office.json(
      "issue", "--type", "qd", "--subject", "Tổ bầu cử", "--signer", "Nông Văn A", "--to", "UBND tỉnh")
    #expect(issued["code"] as? String == "01/QĐ-UBND")
    let late = try office.register("3/UBND", "--arrived", "2026-12-31")
    #expect(late["arrivalNumber"] as? Int == 58)
    #expect(try office.json("show", "57@2026")["code"] as? String == "1/UBND")
    #expect(try office.json("show", "1")["code"] as? String == "2/UBND")
    #expect(try office("show", "57").status == 1)
    #expect(try office.jsonList("list", "incoming").count == 1)
    #expect(try office.jsonList("list", "incoming", "--all").count == 3)
  }

  @Test func aDayBeforeTheLastNumberWantsAReason() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let earlier = ShellOffice.letter("2/UBND") + ["--arrived", "2026-11-21"]
    let refused = try office.run(earlier)
    #expect(refused.status == 1 && refused.isRefusal && refused.error.contains("--reason"), "\(refused)")
    let given = try office.run(earlier + ["--reason", "Bưu điện giao bù", "--json"])
    #expect((given.json as? [String: Any])?["arrivalNumber"] as? Int == 2)
    #expect((given.json as? [String: Any])?["arrivalDate"] as? String == "2026-11-21")
  }

  @Test func aDuplicateIsRefusedInAnySpellingUnlessThereIsAReason() throws {
    let office = try ShellOffice.founded()
    try office.register("05/QĐ-UBND")
    for (code, from) in [("5/qd-ubnd", "UBND tỉnh Cao Bằng"), ("05 / QĐ - UBND", "Ủy ban nhân dân tỉnh Cao Bằng")] {
      let refused = try office(
        "register", code, "--from", from, "--date", "20/11", "--type", "qd", "--subject", "Lại")
      #expect(refused.status == 1 && refused.isRefusal && refused.error.contains("số đến 1 "), "\(code): \(refused)")
    }
    #expect(try office.register("05/QĐ-UBND", "--anyway", "Bản gửi lại có đóng dấu")["arrivalNumber"] as? Int == 2)
    #expect(
      try office(
        "register", "5/QĐ-UBND", "--from", "UBND xã Quang Trung", "--date", "20/11", "--type", "qd",
        "--subject", "Khác"
      ).status == 0)
  }

  @Test func aDocumentWithoutNumberAndSymbolIsRegistered() throws {
    let office = try ShellOffice.founded()
    for number in 1...2 {
      let line = try office.json(
        "register", "--from", "Ông Nông Văn B", "--date", "20/11", "--type", "Đơn", "--subject", "Xin xác nhận")
      #expect(line["arrivalNumber"] as? Int == number)
      #expect(line["codeNumber"] as? String == "" && line["codeNotation"] as? String == "")
    }
  }

  @Test(arguments: ["mat", "Mật", "tối mật", "tuyetmat"]) func aStateSecretLeavesNothingBehind(secrecy: String) throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let before = office.bytes
    let refused = try office.run(
      ShellOffice.letter("77/BCH-TM", subject: "Phương án Kim Đồng") + [
        "--secrecy", secrecy, "--signer", "Người Bí Mật",
      ])
    #expect(refused.status == 1 && refused.isRefusal, "\(refused)")
    #expect(!refused.error.contains("Kim Đồng"))
    let issued = try office(
      "issue", "--type", "cv", "--subject", "Phương án Kim Đồng", "--signer", "A", "--to", "B", "--secrecy", secrecy)
    #expect(issued.status == 1 && issued.isRefusal, "\(issued)")
    #expect(office.bytes == before)
    for name in try FileManager.default.subpathsOfDirectory(atPath: office.folder) where !name.hasPrefix("said") {
      let data = FileManager.default.contents(atPath: office.folder + "/" + name) ?? Data()
      for trace in ["Kim Đồng", "kim dong", "77/BCH", "77/bch", "Người Bí Mật"] {
        #expect(data.range(of: Data(trace.utf8)) == nil, "\(trace) is in \(name)")
      }
    }
  }

  @Test func daysAreReadInEverySpelling() throws {
    let office = try ShellOffice.founded()
    for (index, (typed, day)) in [
      ("2026-11-20", "2026-11-20"), ("20/11", "2026-11-20"), ("20/11/2026", "2026-11-20"), ("20.11.26", "2026-11-20"),
      ("20112026", "2026-11-20"), ("ngày 20 tháng 11 năm 2026", "2026-11-20"), ("hôm qua", "2026-11-22"),
      ("HÔM KIA", "2026-11-21"), ("yesterday", "2026-11-22"), ("-3", "2026-11-20"), ("thứ sáu", "2026-11-20"),
      ("20", "2026-11-20"), ("5/3", "2026-03-05"),
    ].enumerated() {
      let line = try office.json(
        "register", "\(index + 1)/UBND", "--from", "A", "--date", typed, "--type", "cv", "--subject", "B")
      #expect(line["issuedDate"] as? String == day, "\(typed)")
    }
    for (typed, due) in [("+3", "2026-11-26"), ("5/12", "2026-12-05"), ("mai", "2026-11-24"), ("5/3", "2027-03-05")] {
      let line = try office.json("route", "1", "--lead", "Địa chính", "--due", typed)
      #expect(line["dueDate"] as? String == due, "\(typed)")
    }
  }

  @Test func undoTakesBackStepByStepAndNeverANumber() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    try office("route", "1", "--lead", "Địa chính", "--due", "25/11")
    try office("settle", "1")
    #expect(try office.jsonList("undo", "1")[0]["state"] as? String == "assigned")
    let back = try office.jsonList("undo")[0]
    #expect(back["state"] as? String == "accepted")
    #expect(back["toPlaces"] as? String == "" && back["dueDate"] is NSNull)
    let refused = try office("undo", "1")
    #expect(refused.status == 1 && refused.isRefusal && refused.error.contains("void"), "\(refused)")
    let trail = try office.jsonList("trail", "1")
    #expect(trail.map { $0["act"] as? String } == ["registered", "routed", "settled", "undone", "undone"])
    #expect(trail.map { $0["undoneBy"] is NSNull } == [true, false, false, true, true])
  }

  @Test func aBulkActIsAllOrNothingAndUndoneAsOne() throws {
    let office = try ShellOffice.founded()
    for number in 1...3 { try office.register("\(number)/UBND") }
    #expect(try office.jsonList("route", "1", "2", "3", "--lead", "Địa chính").count == 3)
    let refused = try office("settle", "1", "2", "9")
    #expect(refused.status == 1 && refused.isRefusal)
    #expect(try office.jsonList("list", "incoming").allSatisfy { $0["state"] as? String == "assigned" })
    #expect(try office.jsonList("undo").count == 3)
    #expect(try office.jsonList("list", "incoming").allSatisfy { $0["state"] as? String == "accepted" })
  }

  @Test func aVoidedNumberStaysInItsBookAndIsNotGivenAgain() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let voided = try office.json("void", "1", "--reason", "Đăng ký nhầm")
    #expect(voided["state"] as? String == "voided" && voided["reason"] as? String == "Đăng ký nhầm")
    #expect(try office("void", "1", "--reason", "Lần nữa").isRefusal)
    #expect(try office("route", "1", "--lead", "A").isRefusal)
    #expect(try office.register("1/UBND")["arrivalNumber"] as? Int == 2)
    #expect(try office.jsonList("list", "incoming").map { $0["arrivalNumber"] as? Int } == [2, 1])
  }

  @Test func aCorrectionKeepsTheOldValueInTheTrail() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND")
    let corrected = try office.json(
      "correct", "1", "--field", "subject", "--value", "V/v hộ cận nghèo", "--reason", "Ghi nhầm")
    #expect(corrected["subject"] as? String == "V/v hộ cận nghèo")
    let words = try office.jsonList("trail", "1").last?["words"] as? String ?? ""
    #expect(words.contains("V/v rà soát hộ nghèo") && words.contains("V/v hộ cận nghèo") && words.contains("Ghi nhầm"))
    #expect(try office("correct", "1", "--field", "subject", "--value", "V/v hộ cận nghèo", "--reason", "x").isRefusal)
    #expect(try office("correct", "1", "--field", "issuedDate", "--value", "24/11/2026", "--reason", "x").isRefusal)
    #expect(try office("correct", "1", "--field", "number", "--value", "9", "--reason", "x").status == 2)
  }

  @Test func aDraftTakesItsNumberWhenItIsIssued() throws {
    let office = try ShellOffice.founded()
    try office("group", "set", "Các xóm", "--member", "Xóm Bản Gun", "--member", "Xóm Lũng Nọi")
    let draft = try office.json("draft", "--type", "Thông báo", "--subject", "Lịch trực", "--to", "các xóm")
    #expect(draft["number"] is NSNull && draft["state"] as? String == "draft")
    let name = try #require(draft["reference"] as? String)
    let unsigned = try office("issue", "--draft", name)
    #expect(unsigned.status == 1 && unsigned.isRefusal, "\(unsigned)")
    let issued = try office.json("issue", "--draft", name, "--signer", "Chủ tịch, Nông Văn A")
    #expect(issued["code"] as? String == "01/TB-UBND")
    #expect(issued["entry"] as? String == draft["entry"] as? String)
    let to = try #require(office.json("show", "1/TB-UBND")["to"] as? [[String: Any]])
    #expect(to.map { $0["organName"] as? String } == ["Xóm Bản Gun", "Xóm Lũng Nọi"])
    #expect(to.allSatisfy { $0["group"] as? String == "Các xóm" })
    #expect(try office("issue", "--draft", name, "--signer", "A").isRefusal)
    let second = try office.json("draft", "--type", "Thông báo", "--subject", "Bỏ", "--to", "A")
    #expect(try office("discard", try #require(second["reference"] as? String)).status == 0)
    #expect(try office.jsonList("list", "outgoing").count { !($0["number"] is NSNull) } == 1)
  }

  @Test func aSeriesOfItsOwnCountsForItself() throws {
    let office = try ShellOffice.founded()
    try office("book", "open", "--series", "di-qd", "--name", "Sổ quyết định", "--type", "qd")
    func issue(_ type: String) throws -> String? {
      try office.json("issue", "--type", type, "--subject", "S", "--signer", "A", "--to", "B")["code"] as? String
    }
    #expect(
      try [issue("qd"), issue("tb"), issue("qd"), issue("tb")] == [
        "01/QĐ-UBND", "01/TB-UBND", "02/QĐ-UBND", "02/TB-UBND",
      ])
  }
}
