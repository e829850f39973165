import Foundation
import GRDB
import Testing

/// One station claims again and again that it knows more than the hub holds: anyone who can write to its file can make
/// it do so. Once each claim started a new epoch of the hub's journal, which every station had to receive, and some
/// hundreds of them ended the exchange of the province.
struct ClaimTests {
  private let reader = "xa-2025-01351/ubnd"
  private let evil = "xa-2025-01477/ubnd"

  /// Returns how many epochs and entries of the hub's journal the station's file has.
  private func hubJournal(_ seat: Seat) throws -> [Int] {
    let file = try DatabaseQueue(path: seat.file)
    defer { try? file.close() }
    return try file.read { db in
      let row = try Row.fetchOne(
        db,
        sql: "SELECT count(DISTINCT epoch), count(*) FROM journal WHERE station = (SELECT station FROM hub)")
      return [row?[0] ?? 0, row?[1] ?? 0]
    }
  }

  private func lie(_ seat: Seat, _ statement: String) throws {
    let file = try DatabaseQueue(path: seat.file)
    try file.write { try $0.execute(sql: statement) }
    try file.close()
  }

  @Test(arguments: ["UPDATE hub SET cursor = 999999", "UPDATE hub SET cursor = 999999, digest = 1"])
  func aStationThatClaimsMoreThanTheHubHoldsTroublesItselfOnly(_ lie: String) throws {
    let province = try Province()
    try province.serve()
    let sender = try province.seat("snv", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng")
    let liar = try province.seat("evil", evil, "UBND xã Trùng Khánh")
    let honest = try province.seat("x1", reader, "UBND xã Hưng Đạo")
    try sender.issue("Về việc họp", to: reader)
    for seat in [sender, liar, honest, sender, honest] { try province.expect(try seat("sync")) }
    let before = try hubJournal(honest)
    for _ in 1...12 {
      try self.lie(liar, lie)
      _ = try liar("sync")
    }
    // No other station receives anything again: neither epochs of the hub, nor its mail.
    for seat in [sender, honest] {
      let told = try seat.json("sync")
      #expect((told["received"] as? [String: Any])?["entries"] as? Int == 0, "\(told)")
    }
    #expect(try hubJournal(honest) == before && hubJournal(sender) == before)
    // Every station continues.
    try sender.issue("Về việc báo cáo", to: reader)
    for seat in [sender, honest] { try province.expect(try seat("sync")) }
    #expect(try honest.list("inbox").count == 2)
    for seat in [sender, honest] { try province.expect(try seat("verify")) }
    // The administrator is informed which station it is, once, and that nothing proves it.
    let status = try province.run("vanthu-hub", ["rollback", "status", "--json", "--data", province.data])
    try province.expect(status)
    let json = try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any]
    let claims = try #require(json?["claims"] as? [[String: Any]], "\(status)")
    #expect(claims.map { $0["organ"] as? String } == [evil])
  }
}
