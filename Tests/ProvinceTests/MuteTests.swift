import Foundation
import Testing

/// A receiver mutes a sender: documents are still delivered, are listed apart, and the hub is informed.
struct MuteTests {
  @Test func aMutedSenderStandsApartAndNothingOfItIsLost() throws {
    let (snv, commune) = ("so-noi-vu", "xa-2025-01351/ubnd")
    let province = try Province()
    try province.serve()
    let sender = try province.seat("snv", snv, "Sở Nội vụ tỉnh Cao Bằng")
    let reader = try province.seat("hd", commune, "UBND xã Hưng Đạo")
    func muted() throws -> [String] {
      let shown = try province.run("vanthu-hub", ["quota", "show", snv, "--json", "--data", province.data])
      let json = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
      return try #require(json?["mutedBy"] as? [String])
    }
    try sender.issue("Về việc họp", to: commune, "--urgency", "hoatoc")
    try province.expect(try sender("sync"))
    try province.expect(try reader("sync"))
    #expect(try reader.list("inbox").map { $0["need"] as? String } == ["urgent"])
    let own = try reader("mute", "UBND xã Hưng Đạo")
    #expect(own.status == 1, "\(own)")
    #expect(try reader("mute", "Không có").status == 1)
    try province.expect(try reader("mute", "Sở Nội vụ tỉnh Cao Bằng"))
    try province.expect(try reader("mute", "Sở Nội vụ tỉnh Cao Bằng"))
    #expect(try reader.list("inbox").isEmpty)
    #expect(try reader("inbox").output.contains("Đã tắt tiếng (1, 1 khẩn)"))
    #expect(try reader.list("inbox", "--muted").map { $0["need"] as? String } == ["muted"])
    #expect(try reader.list("mute").map { $0["organ"] as? String } == [snv])
    // Its documents are delivered as before, and accepted as before.
    try sender.issue("Về việc báo cáo", to: commune)
    try province.expect(try sender("sync"))
    #expect(try muted().isEmpty)
    try province.expect(try reader("sync"))
    #expect(try muted() == [commune])
    #expect(try reader.list("inbox", "--muted").count == 2)
    try sender.issue("Về việc gấp", to: commune, "--urgency", "khan")
    try province.expect(try sender("sync"))
    try province.expect(try reader("sync"))
    // The urgency is still shown, and decides the order.
    let shown = try reader("inbox", "--muted").output.split(separator: "\n").map { $0.split(separator: "\t")[0] }
    #expect(shown == ["hỏa tốc, đã tắt tiếng", "khẩn, đã tắt tiếng", "đã tắt tiếng"])
    #expect(try reader("inbox").output.contains("Đã tắt tiếng (3, 2 khẩn)"))
    #expect(try reader("mute").output == "Đang tắt tiếng: Sở Nội vụ tỉnh Cao Bằng.\n")
    try province.expect(try reader("send-back", "moi-3", "--reason", "Gửi nhầm"))
    try province.expect(try reader("accept", "moi-1"))
    #expect(try reader.list("inbox").count == 1)
    try province.expect(try reader("unmute", "Sở Nội vụ tỉnh Cao Bằng"))
    #expect(
      try reader("unmute", "Sở Nội vụ tỉnh Cao Bằng").output
        == "Sở Nội vụ tỉnh Cao Bằng không bị tắt tiếng; không đổi gì.\n")
    #expect(try reader.list("inbox").count == 2)
    try province.expect(try reader("sync"))
    #expect(try muted().isEmpty)
    try province.expect(try reader("verify"))
    // Both are in the audit log, once, however often they were reported.
    let audit = try province.run("vanthu-hub", ["audit", "--json", "--data", province.data])
    let lines = try #require(try JSONSerialization.jsonObject(with: Data(audit.output.utf8)) as? [[String: Any]])
    let mutes = lines.filter { ($0["what"] as? String)?.hasPrefix("sender") == true }
    #expect(mutes.map { $0["what"] as? String } == ["senderMuted", "senderUnmuted"])
    #expect(mutes.allSatisfy { ($0["who"] as? String)?.count == 8 }, "\(mutes)")
    #expect(mutes.allSatisfy { $0["whom"] as? String == "\(commune) \(snv)" && $0["from"] as? String == "127.0.0.1" })
    // So are the enrolments, with their origin.
    let enrolled = lines.filter { $0["what"] as? String == "stationEnrolled" }
    #expect(enrolled.count == 2 && enrolled.allSatisfy { $0["from"] as? String == "127.0.0.1" }, "\(enrolled)")
    // Another office sees its documents as usual: a mute is of this office alone.
    let other = try province.seat("dt", "xa-2025-01501/ubnd", "UBND xã Đàm Thủy")
    try sender.issue("Về việc khác", to: "xa-2025-01501/ubnd")
    try province.expect(try sender("sync"))
    try province.expect(try other("sync"))
    #expect(try other.list("inbox").count == 1)
  }
}
