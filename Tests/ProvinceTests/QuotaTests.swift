import Foundation
import Testing

/// What an office may send, with the real programs: the excess waits, is reported, and is sent when more is allowed.
struct QuotaTests {
  @Test func whatIsOverWaitsAndComesWhenMoreIsAllowed() throws {
    let (snv, commune) = ("so-noi-vu", "xa-2025-01351/ubnd")
    let province = try Province()
    try province.serve()
    let sender = try province.seat("snv", snv, "Sở Nội vụ tỉnh Cao Bằng")
    let reader = try province.seat("hd", commune, "UBND xã Hưng Đạo")
    func quota(_ words: String...) throws -> Programs.Ended {
      try province.run("vanthu-hub", ["quota"] + words + ["--data", province.data])
    }
    try sender.issue("Về việc họp", to: commune)
    try province.expect(try sender("sync"))
    try province.expect(try quota("set", snv, "documents=1", "storage=1GB"))
    try sender.issue("Về việc báo cáo", to: commune)
    let held = try sender("sync")
    #expect(held.status == 5 && held.output.contains("1 văn bản một ngày"), "\(held)")
    let shown = try quota("show", snv, "--json")
    let json = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
    #expect((json?["spent"] as? [String: Any])?["documents"] as? Int == 1 && json?["isOver"] as? Bool == true)
    #expect((json?["quota"] as? [String: Any])?["storage"] as? Int == 1 << 30)
    try province.expect(try reader("sync"))
    #expect(try reader.list("inbox").count == 1)
    try province.expect(try quota("set", snv, "documents=-"))
    try province.expect(try sender("sync"))
    try province.expect(try reader("sync"))
    #expect(try reader.list("inbox").count == 2)
    for wrong in [
      ["set"], ["set", snv], ["set", snv, "documents=x"], ["set", snv, "logins=3"], ["set", "documents=3"],
      ["set", snv, "documents=-3"], ["set", snv, "foo=3"],
    ] {
      #expect(try province.run("vanthu-hub", ["quota"] + wrong + ["--data", province.data]).status == 2, "\(wrong)")
    }
    let all = try quota("show")
    #expect(all.status == 0 && all.output.contains("Mức chung: văn bản 500"), "\(all)")
  }
}
