import BadLine
import Foundation
import GRDB
import Glibc
import Testing

/// A code is valid once. When the hub's answer is lost before it is on our disk, the request is repeated with the same
/// code.
@Suite(.serialized) struct LostAnswerTests {
  private let commune = "xa-2025-01351/ubnd"

  /// Repeats the command until it has worked, over a connection on which the first answers break off, each a little
  /// later.
  private func insist(_ province: Province, _ seat: Seat, _ words: (String) -> [String]) throws {
    let line = try BadLine(to: province.port) { $0 < 4 ? .init(after: 550 + $0 * 150, .reset) : .init() }
    var ended: [Programs.Ended] = []
    while ended.count < 6, ended.last?.status != 0 {
      ended.append(try seat.start(words("http://127.0.0.1:\(line.port)")).wait())
    }
    #expect(ended.count > 1 && ended.last?.status == 0, "\(ended)")
  }

  @Test func anOfficeIsEnrolledWithTheSameCode() throws {
    let province = try Province()
    try province.serve()
    let seat = province.seat("xa")
    try province.expect(
      try seat("init", "--organ-id", commune, "--name", "UBND xã", "--place", "Xã", "--clerk", "Văn thư"))
    let code = try province.code(commune)
    try insist(province, seat) { ["enrol", "--hub", $0, "--code", code] }
    try province.expect(try seat("sync"))
  }

  /// Another program writes to the office's file for longer than a command waits.
  @Test func aFileThatIsBusyCostsNoCode() throws {
    let province = try Province()
    try province.serve()
    let seat = province.seat("xa")
    try province.expect(
      try seat("init", "--organ-id", commune, "--name", "UBND xã", "--place", "Xã", "--clerk", "Văn thư"))
    let code = try province.code(commune)
    let other = try DatabaseQueue(path: seat.file)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let refused = try seat("enrol", "--hub", province.address, "--code", code)
      #expect(refused.status != 0)
      try db.execute(sql: "ROLLBACK")
    }
    try province.expect(try seat("enrol", "--hub", province.address, "--code", code))
    try province.expect(try seat("sync"))
  }

  /// The hub knows the new key already. No other PC has taken this one's place, and the clerk is not told so; but only
  /// the hub's answer proves it, and until then no number is assigned.
  @Test func aNewKeyWhoseAnswerWasLostIsNoOtherPC() throws {
    let province = try Province()
    try province.serve()
    let seat = try province.seat("xa", commune, "UBND xã")
    try province.expect(try seat("sync"))
    let before = try [seat.file, seat.file + ".key"].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    let code = try province.code(commune)
    let again = ["enrol", "--again", "--hub", province.address, "--code", code]
    try province.expect(try seat.start(again).wait())
    // As if the answer had not come: the old file and key, and the new key that waits for the answer.
    try FileManager.default.moveItem(atPath: seat.file + ".key", toPath: seat.file + ".new.key")
    for (path, data) in zip([seat.file, seat.file + ".key"], before) {
      try data.write(to: URL(fileURLWithPath: path))
      chmod(path, 0o600)
    }
    let told = try seat("sync")
    #expect(told.status == 1 && told.errors.contains("vanthu enrol --again"), "\(told)")
    #expect(!told.errors.contains("đã được thay"), "\(told)")
    let register = [
      "register", "1/CP", "--from", "Chính phủ", "--date", "01/01/2026", "--type", "cv", "--subject", "V/v thử",
    ]
    let refused = try seat.start(register).wait()
    #expect(refused.status == 1 && refused.errors.contains("vanthu enrol --again"), "\(refused)")
    try province.expect(try seat.start(again).wait())
    try province.expect(try seat.start(register).wait())
    try province.expect(try seat("sync"))
  }

  @Test(arguments: ["restore", "join"]) func aNewPCIsLetInWithTheSameCode(_ command: String) throws {
    let province = try Province()
    try province.serve()
    let old = try province.seat("cu", commune, "UBND xã")
    try province.expect(try old("sync"))
    let new = province.seat("moi")
    let code = try province.code(commune)
    try insist(province, new) { [command, "--from-hub", $0, "--code", code] }
    try province.expect(try new("sync"))
    try province.expect(try new("verify"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: (new.file as NSString).deletingLastPathComponent).allSatisfy {
        !$0.contains(".new.key")
      })
  }
}
