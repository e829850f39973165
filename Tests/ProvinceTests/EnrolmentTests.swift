import Exchange
import Foundation
import Hub
import Records
import Testing

/// The real programs enrol: over a connection with three groups or six, by a stick with six, with wrong and cancelled
/// codes, and for another office.
struct EnrolmentTests {
  private let organ = "xa-2025-01351/ubnd"

  private func founded(_ province: Province, _ name: String, _ title: String = "UBND xã Hưng Đạo") throws -> Seat {
    let seat = province.seat(name)
    try province.expect(
      try seat("init", "--organ-id", organ, "--name", title, "--place", "Hưng Đạo", "--clerk", "Văn thư"))
    return seat
  }

  private func codes(_ province: Province) throws -> [[String: Any]] {
    let ended = try province.run("vanthu-hub", ["codes", "--data", province.data, "--json"])
    return try #require(JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: Any]])
  }

  @Test func threeGroupsDoOverALineAndAFingerprintIsCompared() throws {
    let province = try Province()
    try province.serve()
    let seat = try founded(province, "a")
    let printed = try province.run("vanthu-hub", ["enrol", organ, "--data", province.data]).output
    let code = try #require(printed.split(separator: "\n").last.map(String.init))
    #expect(EnrolmentCode(code)?.isWhole == true)
    let other = "0000 0000 0000 0000 0000"
    let wrong = try seat("enrol", "--hub", province.address, "--code", code, "--hub-key", other)
    #expect(wrong.status == 1 && wrong.errors.contains("không khớp"))
    // After a wrong guess the code is as valid as before.
    let guess = String(code.prefix(10)) + "0000"
    for _ in 0..<6 {
      let ended = try seat("enrol", "--hub", province.address, "--code", guess)
      #expect(ended.status == 1 && ended.errors.contains("Mã không đúng"), "\(ended)")
    }
    let hub = try Hub.open(province.data, onlyToLook: true)
    try province.expect(
      try seat(
        "enrol", "--hub", province.address, "--code", String(code.prefix(14)), "--hub-key",
        "\(hub.identity.fingerprint)"))
    #expect(try codes(province).map { $0["state"] as? String } == ["used"])
    #expect(try codes(province).map { $0["wrongTries"] as? Int } == [6])
  }

  @Test func byAStickTheRequestIsSealedAndTakesSixGroups() throws {
    let province = try Province()
    let seat = try founded(province, "a")
    let stick = province.folder + "/usb"
    mkdir(stick, 0o700)
    let printed = try province.run("vanthu-hub", ["enrol", organ, "--data", province.data, "--stick", stick, "--json"])
    let json = try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any]
    let code = try #require(json?["code"] as? String)
    let short = try seat("enrol", "--folder", stick, "--code", String(code.prefix(14)))
    #expect(short.status == 1 && short.errors.contains("đủ sáu nhóm"), "\(short)")
    let enrol = ["enrol", "--folder", stick, "--code", code, "--hub-key", try #require(json?["hubKey"] as? String)]
    try province.expect(try seat.start(enrol).wait())
    let requests = try FileManager.default.contentsOfDirectory(atPath: stick + "/vanthu/to-hub")
    let name = try #require(requests.first { $0.hasSuffix(".enrol") })
    let request = try #require(FileManager.default.contents(atPath: stick + "/vanthu/to-hub/" + name))
    #expect(SealedRequest(json: Array(request)) != nil && EnrolmentRequest(json: Array(request)) == nil)
    try province.expect(try province.run("vanthu-hub", ["answer", stick, "--data", province.data]))
    try province.expect(try seat.start(enrol).wait())
    #expect(try codes(province).map { $0["state"] as? String } == ["used"])
  }

  /// One trip: what the office has issued is at the province, what waited for it is on its PC.
  @Test func byAStickTheDocumentsGoWithTheRequest() throws {
    let province = try Province()
    let department = province.seat("so")
    let commune = try founded(province, "xa")
    try province.expect(
      try department(
        "init", "--organ-id", "000.00.00.H14", "--name", "Sở Nội vụ", "--place", "Cao Bằng", "--clerk", "Văn thư"))
    let stick = province.folder + "/usb"
    mkdir(stick, 0o700)
    func answer() throws {
      try province.expect(try province.run("vanthu-hub", ["answer", stick, "--data", province.data]))
    }
    func printed(_ organ: String) throws -> (code: String, hubKey: String) {
      let made = try province.run("vanthu-hub", ["enrol", organ, "--data", province.data, "--stick", stick, "--json"])
      let json = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any]
      return (try #require(json?["code"] as? String), try #require(json?["hubKey"] as? String))
    }
    try department.issue("Chờ xã", to: organ)
    try commune.issue("Trước khi đăng ký", to: "so-noi-vu")
    let paper = try (department: printed("so-noi-vu"), commune: printed(organ))
    let (first, second) = (
      ["enrol", "--folder", stick, "--code", paper.department.code, "--hub-key", paper.department.hubKey],
      ["enrol", "--folder", stick, "--code", paper.commune.code, "--hub-key", paper.commune.hubKey]
    )
    let request = try department.start(first).wait()
    try province.expect(request)
    #expect(request.output.contains("yêu cầu đăng ký và gói đầu tiên ("), "\(request)")
    // Without the fingerprint, where nobody can be asked, the request goes alone.
    let alone = try commune.start(Array(second.prefix(5)) + ["--json"]).wait()
    try province.expect(alone)
    #expect(alone.output.contains(#""hasPacket": false"#), "\(alone)")
    try province.expect(try commune.start(second).wait())
    try answer()
    let enrolled = try department.start(first).wait()
    try province.expect(enrolled)
    #expect(enrolled.output.contains("Đã đăng ký với") && enrolled.output.contains("Đã nhận trả lời của tỉnh"))
    let last = try commune.start(second + ["--json"]).wait()
    try province.expect(last)
    #expect(last.output.contains(#""exchange": {"#), "\(last)")
    #expect(try commune.list("inbox").map { $0["subject"] as? String } == ["Chờ xã"])
    #expect(try department.list("inbox").map { $0["subject"] as? String } == ["Trước khi đăng ký"])
  }

  /// Two codes are read out over the telephone, and each PC types the other's: nothing is kept, and both codes go on.
  @Test func twoCodesThatWereExchangedPoisonNobody() throws {
    let province = try Province()
    try province.serve()
    let commune = try founded(province, "xa")
    let department = province.seat("so")
    try province.expect(
      try department(
        "init", "--organ-id", "000.00.00.H14", "--name", "Sở Nội vụ", "--place", "Cao Bằng", "--clerk", "Văn thư"))
    let codes = (commune: try province.code(organ), department: try province.code("so-noi-vu"))
    for (seat, code, own, other) in [
      (commune, codes.department, "UBND xã Hưng Đạo", "Sở Nội vụ tỉnh Cao Bằng"),
      (department, codes.commune, "Sở Nội vụ", "UBND xã Hưng Đạo"),
    ] {
      let wrong = try seat("enrol", "--hub", province.address, "--code", code)
      #expect(wrong.status == 1 && wrong.errors.contains("“\(own)”") && wrong.errors.contains("“\(other)”"), "\(wrong)")
      #expect(!FileManager.default.fileExists(atPath: seat.file + ".key"))
      #expect(try seat.json("sync", "status")["enrolled"] as? Bool == false)
    }
    try province.expect(try commune("enrol", "--hub", province.address, "--code", codes.commune))
    try province.expect(try department("enrol", "--hub", province.address, "--code", codes.department))
    try commune.issue("Về việc họp", to: "so-noi-vu")
    try province.expect(try commune("sync"))
    try province.expect(try department("sync"))
    #expect(try department.list("inbox").map { $0["subject"] as? String } == ["Về việc họp"])
  }

  /// The same by stick: the refusal comes back with the stick, and the right code is typed in the same file.
  @Test func aCodeOfAnotherOfficeIsRefusedByStickToo() throws {
    let province = try Province()
    let seat = try founded(province, "xa")
    let stick = province.folder + "/usb"
    mkdir(stick, 0o700)
    func exchange(_ code: String, _ status: Int32) throws -> Programs.Ended {
      _ = try seat("enrol", "--folder", stick, "--code", code)
      try province.expect(try province.run("vanthu-hub", ["answer", stick, "--data", province.data]), status)
      return try seat("enrol", "--folder", stick, "--code", code)
    }
    let wrong = try exchange(try province.code("so-noi-vu"), 5)
    #expect(wrong.status == 1 && wrong.errors.contains("“UBND xã Hưng Đạo”"), "\(wrong)")
    #expect(wrong.errors.contains("“Sở Nội vụ tỉnh Cao Bằng”"), "\(wrong)")
    #expect(try codes(province).map { $0["state"] as? String } == ["open"])
    #expect(!FileManager.default.fileExists(atPath: seat.file + ".key"))
    try province.expect(try exchange(try province.code(organ), 0))
  }

  /// A station was enrolled for another office, by a program that did not compare: its registers are not put into the
  /// place of the right ones.
  @Test(arguments: ["restore", "join"]) func registersOfAnotherOfficeAreNotFetchedUnseen(command: String) throws {
    let province = try Province()
    try province.serve()
    let commune = try founded(province, "xa")
    // Its register claims another name just now; its journal keeps the real one.
    try SQLite.run(commune.file, "UPDATE office SET name = 'Sở Nội vụ tỉnh Cao Bằng'")
    try province.expect(try commune("enrol", "--hub", province.address, "--code", try province.code("so-noi-vu")))
    try province.expect(try commune("sync"))
    let new = province.seat("moi")
    func fetch(_ words: [String] = []) throws -> Programs.Ended {
      let code = try province.code("so-noi-vu")
      return try new.start([command, "--from-hub", province.address, "--code", code] + words).wait()
    }
    let refused = try fetch()
    #expect(refused.status == 1 && refused.errors.contains("“UBND xã Hưng Đạo”"), "\(refused)")
    #expect(refused.errors.contains("“Sở Nội vụ tỉnh Cao Bằng”"), "\(refused)")
    for end in ["", ".key", ".from-hub", ".from-hub.key"] {
      #expect(!FileManager.default.fileExists(atPath: new.file + end), "\(end)")
    }
    // A person who knows that they are the office's own says so.
    try province.expect(try fetch(["--rename"]))
    #expect(FileManager.default.fileExists(atPath: new.file))
    let again = try new("enrol", "--rename")
    #expect(again.status == 0 && again.output.contains("Sở Nội vụ tỉnh Cao Bằng"), "\(again)")
  }

  /// A PC whose file is still there is asked whose it is before the code is used up.
  @Test func aRestoreInThePlaceOfAnotherOfficesFileKeepsTheCode() throws {
    let province = try Province()
    try province.serve()
    let department = try province.seat("so", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    try province.expect(try department("sync"))
    let commune = try founded(province, "xa")
    let code = try province.code("so-noi-vu")
    let wrong = try commune("restore", "--from-hub", province.address, "--code", code)
    #expect(wrong.status == 1 && wrong.errors.contains("“UBND xã Hưng Đạo”"), "\(wrong)")
    #expect(try codes(province).filter { $0["state"] as? String == "open" }.count == 1)
    try province.expect(try province.seat("moi")("restore", "--from-hub", province.address, "--code", code))
  }

  @Test func aCancelledCodeAndAFileOfAnotherOfficeAreRefused() throws {
    let province = try Province()
    try province.serve()
    let seat = try founded(province, "a", "UBND tỉnh Cao Bằng")
    let code = try province.code(organ)
    let other = try seat("enrol", "--hub", province.address, "--code", code)
    #expect(other.status == 1, "\(other)")
    #expect(try codes(province).map { $0["state"] as? String } == ["open"])
    try province.expect(try province.run("vanthu-hub", ["codes", "cancel", organ, "--data", province.data]))
    let right = try founded(province, "b")
    let cancelled = try right("enrol", "--hub", province.address, "--code", code)
    #expect(cancelled.status == 1 && cancelled.errors.contains("hủy"), "\(cancelled)")
    let again = try province.run("vanthu-hub", ["codes", "cancel", organ, "--data", province.data])
    #expect(again.status == 1 && again.errors.contains("không có mã"))
  }
}
