import BadLine
import Foundation
import Glibc
import TestSupport
import Testing

/// `vanthu sync check`: which step between this PC and the hub fails.
@Suite struct CheckTests {
  private let organ = "xa-2025-01501/ubnd"

  private func served() throws -> (Province, Seat) {
    let province = try Province()
    try province.serve()
    return (province, try province.seat("a", organ, "UBND xã Đàm Thủy"))
  }

  private struct Checked {
    let status: Int32
    /// The steps that are right, in order.
    let right: [String]
    /// The steps that are not, with reason and next step.
    let wrong: [(step: String, why: String, next: String)]
  }

  /// Runs the check with these words and variables.
  private func check(_ seat: Seat, _ words: String..., with variables: [String] = []) throws -> Checked {
    let ended = try Programs.start(
      "vanthu", ["--office", seat.file, "sync", "check", "--json"] + words, home: seat.home,
      clockShift: seat.clockShift, with: variables
    ).wait()
    let value = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    let steps = try #require(value as? [[String: Any]], "\(ended)")
    return Checked(
      status: ended.status, right: steps.filter { $0["ok"] as? Bool == true }.compactMap { $0["step"] as? String },
      wrong: steps.filter { $0["ok"] as? Bool == false }.map {
        ($0["step"] as? String ?? "", $0["why"] as? String ?? "", $0["next"] as? String ?? "")
      })
  }

  @Test func everythingIsRightAndNothingIsWritten() throws {
    let (province, seat) = try served()
    try province.expect(try seat("sync"))
    let before = try seat.json("sync", "status")
    let checked = try check(seat)
    #expect(checked.status == 0 && checked.wrong.isEmpty)
    #expect(checked.right == ["address", "name", "port", "hub", "clock", "station"])
    let told = try seat("sync", "check")
    #expect(told.status == 0 && told.output.split(separator: "\n").allSatisfy { $0.hasPrefix("✓ ") }, "\(told)")
    #expect(told.output.contains("VP UBND tỉnh Cao Bằng, vanthu-hub"), "\(told)")
    let after = try seat.json("sync", "status")
    #expect((before["runs"] as? [Any])?.count == (after["runs"] as? [Any])?.count)
    let quiet = try seat.json("sync")
    #expect(quiet["status"] as? String == "done")
  }

  @Test func theStepThatFailsIsNamedWithTheNextOneAndTheStatusOfAnExchange() throws {
    let (province, seat) = try served()
    let free = try Loopback.freePort()
    let closer = try OneAnswer([[]])
    let page = try OneAnswer([
      Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>".utf8)
    ])
    defer { for server in [closer, page] { server.stop() } }
    for (address, right, step, status) in [
      ("ftp://h", [], "address", Int32(1)),
      ("http://192.0.2.2", [], "address", 1),
      ("https://khong-co.invalid", ["address"], "name", 6),
      ("https://127.0.0.1:\(free)", ["address", "name"], "port", 6),
      ("127.0.0.1:\(closer.port)", ["address", "name", "port"], "certificate", 6),
      ("127.0.0.1:\(province.port)", ["address", "name", "port"], "certificate", 6),
      ("http://127.0.0.1:\(page.port)", ["address", "name", "port"], "hub", 6),
    ] {
      let checked = try check(seat, "--hub", address)
      #expect(checked.right == right && checked.wrong.map(\.step) == [step], "\(address): \(checked)")
      #expect(checked.status == status, "\(address): \(checked)")
      #expect(checked.wrong.allSatisfy { !$0.why.isEmpty && !$0.next.isEmpty }, "\(checked)")
      let sync = try seat("sync", "--hub", address)
      #expect(sync.status == status, "\(address): \(sync)")
    }
    let proxied = try check(seat, "--hub", "https://h.example", with: ["https_proxy=http://127.0.0.1:\(free)"])
    #expect(proxied.right == ["address"] && proxied.wrong.map(\.step) == ["proxy"] && proxied.status == 6)
  }

  @Test func aRevokedStationAnotherHubAndAWrongClockAreFound() throws {
    let (province, seat) = try served()
    var late = seat
    late.clockShift = -3 * 3600
    let slow = try check(late)
    #expect(slow.wrong.map(\.step) == ["clock"] && slow.wrong[0].why.contains("chậm"), "\(slow)")
    #expect(slow.status == 1 && slow.right.last == "station")
    let station = try #require(try seat.json("sync", "status")["station"] as? String)
    try province.expect(
      try province.run("vanthu-hub", ["revoke", station, "--reason", "mất máy", "--data", province.data]))
    let revoked = try check(seat)
    #expect(revoked.wrong.map(\.step) == ["station"] && revoked.wrong[0].why.contains("thu hồi"), "\(revoked)")
    #expect(revoked.status == 1)
    let elsewhere = try Province()
    try elsewhere.serve()
    let other = try check(seat, "--hub", elsewhere.address)
    #expect(other.wrong.map(\.step) == ["hub"] && other.status == 1, "\(other)")
    // The key file is gone: the rest of the way is right.
    unlink(seat.file + ".key")
    let keyless = try check(seat)
    #expect(keyless.wrong.map(\.step) == ["station"] && keyless.wrong[0].why.contains("tệp khóa"), "\(keyless)")
  }

  @Test func anOfficeThatIsNotEnrolledCanTryTheWay() throws {
    let province = try Province()
    try province.serve()
    let seat = province.seat("a")
    try province.expect(
      try seat("init", "--organ-id", organ, "--name", "UBND xã Đàm Thủy", "--place", "Đàm Thủy", "--clerk", "An"))
    let nowhere = try check(seat)
    #expect(nowhere.right.isEmpty && nowhere.wrong.map(\.step) == ["address", "station"] && nowhere.status == 1)
    let there = try check(seat, "--hub", province.address)
    #expect(there.right == ["address", "name", "port", "hub", "clock"], "\(there)")
    #expect(there.wrong.map(\.step) == ["station"] && there.wrong[0].next.contains("vanthu enrol"), "\(there)")
    // As `sync`, which refuses an office that is not enrolled.
    let closed = try check(seat, "--hub", "https://127.0.0.1:\(try Loopback.freePort())")
    #expect(closed.wrong.map(\.step) == ["port", "station"] && closed.status == 1, "\(closed)")
    let misplaced = try seat("sync", "check", "--nightly")
    #expect(misplaced.status == 2 && misplaced.errors.contains("--nightly"), "\(misplaced)")
  }
}
