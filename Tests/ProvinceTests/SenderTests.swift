import Foundation
import GRDB
import Testing

/// An enrolled station that speaks in another's name, with the real programs.
@Suite(.serialized) struct SenderTests {
  private static let own = "xa-2025-01477/ubnd"
  private static let reader = "xa-2025-01351/ubnd"
  private static let forged = "UBND tỉnh Cao Bằng"

  private func enrol(_ seat: Seat, _ province: Province, _ words: String...) throws -> Programs.Ended {
    try seat.start(["enrol", "--hub", province.address, "--code", try province.code(Self.own)] + words).wait()
  }

  private func found(_ seat: Seat, _ name: String) throws -> Programs.Ended {
    try seat(
      "init", "--organ-id", Self.own, "--name", name, "--place", "Cao Bằng", "--clerk", "Kẻ Gian", "--symbol", "UBND")
  }

  /// Returns the path of the office's file, which is somewhere in the home of the seat.
  private func office(_ seat: Seat) throws -> String {
    try #require(
      FileManager.default.enumerator(atPath: seat.home)?.compactMap { $0 as? String }.first {
        $0.hasSuffix("office.db")
      }
      .map { seat.home + "/" + $0 })
  }

  @Test func aRegisterUnderAnothersNameIsNotLetIn() throws {
    let province = try Province()
    try province.serve()
    let evil = province.seat("evil")
    try province.expect(try found(evil, Self.forged))
    let code = try province.code(Self.own)
    let refused = try evil("enrol", "--hub", province.address, "--code", code)
    #expect(refused.status == 1, "\(refused)")
    #expect(refused.errors.contains(Self.forged) && refused.errors.contains("UBND xã Trùng Khánh"))
    #expect(refused.errors.contains("--rename"))
    // Nothing was stored.
    #expect(try evil("sync").status != 0)
    // When the clerk agrees, the register gets the office's name, with the same code.
    try province.expect(try evil("enrol", "--hub", province.address, "--code", code, "--rename"))
    let reader = try province.seat("x1", Self.reader, "UBND xã Hưng Đạo")
    try evil.issue("Về việc tạm dừng chi trả", to: Self.reader)
    for seat in [evil, reader] { try province.expect(try seat("sync")) }
    let inbox = try reader.list("inbox")
    #expect(inbox.map { $0["author"] as? String } == ["UBND xã Trùng Khánh"])
    try province.expect(try evil("verify"))
  }

  /// Enrolled honestly; then the name is changed in the file itself, and the real program signs the lie.
  @Test func whatAForgedFileSignsReachesNobody() throws {
    let province = try Province()
    try province.serve()
    let evil = province.seat("evil")
    try province.expect(try found(evil, "UBND xã Trùng Khánh"))
    try province.expect(try enrol(evil, province))
    let reader = try province.seat("x1", Self.reader, "UBND xã Hưng Đạo")
    let file = try DatabaseQueue(path: try office(evil))
    try file.write { try $0.execute(sql: "UPDATE office SET name = ?", arguments: [Self.forged]) }
    try evil.issue("Về việc tạm dừng chi trả", to: Self.reader)
    for seat in [evil, reader, evil] { _ = try seat("sync") }
    #expect(try reader.list("inbox").isEmpty)
    let told = try file.read { try Row.fetchOne($0, sql: "SELECT code, vietnamese FROM notice") }
    #expect(told?["code"] == "sender")
    #expect((told?["vietnamese"] as String?)?.contains("máy ký là của UBND xã Trùng Khánh") == true)
    try file.close()
    // Repaired without a code, it is heard again.
    try province.expect(try evil("enrol", "--rename"))
    try evil.issue("Về việc họp", to: Self.reader)
    for seat in [evil, reader] { try province.expect(try seat("sync")) }
    #expect(try reader.list("inbox").map { $0["subject"] as? String } == ["Về việc họp"])
    try province.expect(try reader("accept", "moi-1"))
    for words in [
      ["inbox"], ["list", "incoming"], ["show", "1"], ["trail", "1"], ["search", "họp"],
      ["list", "incoming", "--json"],
      ["show", "1", "--json"], ["export", "incoming"],
    ] {
      let shown = try reader.start(words).wait()
      #expect(!(shown.output + shown.errors).contains(Self.forged), "\(words) \(shown)")
    }
    try province.expect(try reader("verify"))
  }
}
