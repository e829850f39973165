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
    #expect(try seat.start(enrol).wait().status == 1)
    let requests = try FileManager.default.contentsOfDirectory(atPath: stick + "/vanthu/to-hub")
    let request = try #require(FileManager.default.contents(atPath: stick + "/vanthu/to-hub/" + requests[0]))
    #expect(SealedRequest(json: Array(request)) != nil && EnrolmentRequest(json: Array(request)) == nil)
    try province.expect(try province.run("vanthu-hub", ["answer", stick, "--data", province.data]))
    try province.expect(try seat.start(enrol).wait())
    #expect(try codes(province).map { $0["state"] as? String } == ["used"])
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
