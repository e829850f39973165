import Foundation
import Glibc
import Testing

/// A hub, offices, sticks, e-mails and backups as version 0.1.0 left them (`Golden/make-0.1.0.sh`): today's programs
/// open them, read what is under way, and nothing of them is lost or doubled.
@Suite(.serialized) struct OldProvinceTests {
  private static let archive = "\(#filePath.dropLast("OldProvinceTests.swift".count))Golden/province-0.1.0.tar.gz"
  private static let offices = ["snv", "hungdao", "hungdao2", "damthuy", "trungkhanh"]

  private func opened() throws -> Province { try Province(unpacking: Self.archive) }

  // MARK: what the programs of then said, and what those of now say

  private func then(_ province: Province, _ name: String) throws -> Any {
    try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: "\(province.folder)/then/\(name).json")))
  }

  /// Returns what a register shows of a line that no later version may show differently.
  private func shown(_ lines: Any) -> Set<String> {
    let names = [
      "reference", "code", "arrivalNumber", "organName", "typeName", "subject", "state", "book", "files", "entry",
    ]
    return Set(
      (lines as? [[String: Any]] ?? []).map { line in
        names.map { "\($0)=\(line[$0].map { "\($0)" } ?? "")" }.joined(separator: " ")
      })
  }

  private func register(_ seat: Seat, _ direction: String) throws -> [[String: Any]] {
    try seat.list("list", direction, "--all", "--limit", "1000")
  }

  private func expectSound(
    _ province: Province, _ names: [String] = offices, sourceLocation: SourceLocation = #_sourceLocation
  )
    throws
  {
    for name in names {
      let verified = try province.seat(name)("verify")
      #expect(verified.status == 0, "\(name): \(verified)", sourceLocation: sourceLocation)
    }
    let hub = try province.run("vanthu-hub", ["verify", "--data", province.data])
    #expect(hub.status == 0, "the hub: \(hub)", sourceLocation: sourceLocation)
  }

  /// Checks that no two lines have one number of a book or one entry, and that every line has a number.
  private func expectNothingDoubled(_ province: Province, _ names: [String] = offices) throws {
    for name in names {
      let seat = province.seat(name)
      for direction in ["incoming", "outgoing"] {
        let lines = try register(seat, direction)
        for key in ["entry", "reference"] {
          let values = lines.compactMap { $0[key] as? String }
          #expect(Set(values).count == lines.count, "\(name) \(direction): \(values)")
        }
      }
      let waiting = try seat.list("inbox").compactMap { $0["entry"] as? String }
      #expect(Set(waiting).count == waiting.count, "\(name): \(waiting)")
    }
  }

  private func synced(_ province: Province, _ name: String) throws -> Programs.Ended {
    try province.seat(name)("sync", "--hub", province.address)
  }

  /// Lets all stations exchange until none has anything new.
  private func syncAll(_ province: Province, _ names: [String] = offices) throws {
    for _ in 0..<3 { for name in names { try province.expect(try synced(province, name)) } }
    for name in names {
      let ended = try synced(province, name)
      #expect(ended.status == 0 && ended.output.contains("Không có gì mới"), "\(name): \(ended)")
    }
  }

  private func subjects(_ seat: Seat) throws -> [String] {
    try (seat.list("inbox", "--limit", "100") + register(seat, "incoming")).compactMap { $0["subject"] as? String }
  }

  @Test func everyFileOpensAndShowsWhatItShowed() throws {
    let province = try opened()
    try expectSound(province)
    for name in Self.offices {
      let seat = province.seat(name)
      for direction in ["incoming", "outgoing"] {
        let before = shown(try then(province, "\(name).\(direction)"))
        let after = shown(try register(seat, direction))
        #expect(before == after, "\(name) \(direction)")
      }
      // What that version did not show in the inbox: documents that were sent and need a look.
      let sent = ["held", "returned", "recallRefused", "untaken", "answered"]
      let inbox = try seat.list("inbox", "--limit", "100").filter { !sent.contains($0["need"] as? String ?? "") }
      #expect(shown(try then(province, "\(name).inbox")) == shown(inbox), "\(name)")
    }
    let stations = try run(province, "stations")["stations"] as? [[String: Any]]
    let before = (try then(province, "hub.stations") as? [String: Any])?["stations"] as? [[String: Any]]
    func names(_ list: [[String: Any]]?) -> Set<String> {
      Set((list ?? []).map { "\($0["station"] ?? "") \($0["organ"] ?? "") \($0["entries"] ?? "")" })
    }
    #expect(names(stations) == names(before) && names(before).count == 6)
    let accounts = try province.run("vanthu-hub", ["account", "list", "--data", province.data])
    #expect(accounts.output.contains("quan-tri") && accounts.output.contains("hung-dao"), "\(accounts)")
  }

  private func run(_ province: Province, _ words: String...) throws -> [String: Any] {
    let ended = try province.run("vanthu-hub", words + ["--json", "--data", province.data])
    return try #require(
      JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any], "\(words): \(ended)")
  }

  @Test func packetsAndLettersOnTheirWayAreTakenOnce() throws {
    let province = try opened()
    let stick = province.folder + "/usb-len"
    let answered = try run(province, "answer", stick)
    #expect(answered["answered"] as? Int == 1 && answered["entries"] as? Int == 1, "\(answered)")
    let again = try run(province, "answer", stick)
    #expect(again["entries"] as? Int == 0, "\(again)")

    let letters = try run(
      province, "answer", "--mail", province.folder + "/thu-len/out", "--from", "trung-tam@caobang.gov.vn")
    #expect(letters["answered"] as? Int == 1 && letters["entries"] as? Int == 1, "\(letters)")

    // Today's station reads what the hub of 0.1.0 answered.
    let damthuy = province.seat("damthuy")
    #expect(try !subjects(damthuy).contains("Về lịch nghỉ lễ"))
    try province.expect(try damthuy("sync", "--folder", province.folder + "/usb-ve"))
    #expect(try subjects(damthuy).filter { $0 == "Về lịch nghỉ lễ" }.count == 1)
    let trungkhanh = province.seat("trungkhanh")
    try province.expect(try trungkhanh("sync", "--mail", province.folder + "/thu-xa"))
    #expect(try subjects(trungkhanh).filter { $0 == "Về lịch nghỉ lễ" }.count == 1)
    // Today's answer to a packet of 0.1.0.
    try province.expect(try province.seat("hungdao")("sync", "--folder", stick))

    try province.serve()
    try syncAll(province)
    #expect(try subjects(province.seat("hungdao")).filter { $0 == "V/v góp ý dự thảo" }.count == 1)
    #expect(try subjects(province.seat("hungdao2")).filter { $0 == "V/v góp ý dự thảo" }.count == 1)
    // The second PC, to which the book was carried, continues with the next number.
    try province.seat("hungdao2").issue("Về việc họp xóm", to: "so-noi-vu")
    try syncAll(province)
    #expect(
      try register(province.seat("hungdao"), "outgoing").contains { $0["subject"] as? String == "Về việc họp xóm" })
    #expect(try subjects(province.seat("snv")).filter { $0 == "Về việc họp xóm" }.count == 1)
    province.stopServing()
    try expectSound(province)
    try expectNothingDoubled(province)
  }

  @Test func requestsOfEnrolmentAreAnsweredOrSayWhatToDo() throws {
    let province = try opened()
    try province.serve()
    // The station reads an answer of the hub of 0.1.0.
    let nungtri = province.seat("nungtri")
    func code(_ name: String) throws -> String {
      try String(contentsOfFile: "\(province.folder)/\(name)", encoding: .utf8).trimmingCharacters(
        in: .whitespacesAndNewlines)
    }
    try expectEnrolled(
      nungtri, try nungtri("enrol", "--folder", province.folder + "/usb-da-nhan", "--code", try code("ma-nung-tri")),
      "xa-2025-01279/ubnd")
    // The hub reads a request written by 0.1.0.
    let stick = province.folder + "/usb-dang-ky"
    let answer = try province.run("vanthu-hub", ["answer", stick, "--data", province.data])
    // One of the requests on it has been answered before and is refused now.
    #expect([0, 5].contains(answer.status), "\(answer)")
    let thucphan = province.seat("thucphan")
    try expectEnrolled(
      thucphan, try thucphan("enrol", "--folder", stick, "--code", try code("ma-thuc-phan")), "xa-2025-01273/ubnd")
    // A code that the hub of 0.1.0 gave.
    let tangiang = province.seat("tangiang")
    try province.expect(
      try tangiang(
        "init", "--organ-id", "xa-2025-01288/ubnd", "--name", "UBND phường Tân Giang", "--place", "Tân Giang",
        "--clerk",
        "Triệu Thị Sen"))
    try expectEnrolled(
      tangiang, try tangiang("enrol", "--hub", province.address, "--code", try code("ma-chua-dung")),
      "xa-2025-01288/ubnd")
    try syncAll(province, ["nungtri", "thucphan", "tangiang"])
    province.stopServing()
    try expectSound(province, Self.offices + ["nungtri", "thucphan", "tangiang"])
  }

  /// Checks that it is enrolled with what 0.1.0 gave; or that it is told to ask for a new code, and enrols with that,
  /// its file unchanged.
  private func expectEnrolled(_ seat: Seat, _ ended: Programs.Ended, _ organ: String) throws {
    guard ended.status != 0 else { return }
    let errors = ended.errors.lowercased()
    #expect(ended.status == 1 && errors.contains("mã") && errors.split(separator: "\n").count == 1, "\(ended)")
    try seat.province.expect(
      try seat("enrol", "--hub", seat.province.address, "--code", try seat.province.code(organ)))
  }

  @Test func backupsArePutBack() throws {
    let province = try opened()
    try province.serve()
    let snv = province.seat("snv")
    let sent = try register(snv, "outgoing").count
    try province.expect(try snv("restore", province.folder + "/so-noi-vu-truoc.db"))
    #expect(try register(snv, "outgoing").count < sent)
    try syncAll(province)
    // What the hub had is here again; what was only on this PC (the e-mail that has not been read yet) is not.
    #expect(try register(snv, "outgoing").contains { $0["subject"] as? String == "Về lịch nghỉ lễ" })
    province.stopServing()
    // The backup of the hub replaces its folder, and the stations send what it lacks.
    try FileManager.default.removeItem(atPath: province.data)
    try FileManager.default.copyItem(atPath: province.folder + "/hub-truoc", toPath: province.data)
    try province.serve()
    for _ in 0..<2 { for name in Self.offices { _ = try synced(province, name) } }
    try syncAll(province)
    #expect(try subjects(province.seat("damthuy")).filter { $0 == "Về lịch nghỉ lễ" }.count == 1)
    province.stopServing()
    try expectSound(province)
    try expectNothingDoubled(province)
  }
}
