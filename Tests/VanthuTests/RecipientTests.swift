import Foundation
import Testing

/// The recipients of an issued document: each once, and the clerk is informed of what goes by post.
struct RecipientTests {
  private let office: ShellOffice
  private let stage: ProvinceStage

  init() throws {
    office = try ShellOffice.founded()
    stage = try ProvinceStage(file: office.file)
    // Another office takes part in the exchange, and our office learns of it.
    try stage.perform(["UBND", "xã", "Hưng", "Đạo", "issue", "Mở đầu"])
    try stage.perform(["sync"])
  }

  private func issue(_ recipients: String...) throws -> Ended {
    try office.run(
      ["issue", "--type", "cv", "--subject", "Về việc họp", "--signer", "Chủ tịch, Nông Văn A"]
        + recipients.flatMap { ["--to", $0] })
  }

  @Test func whoTakesNoPartIsNamedAsServedByPost() throws {
    let all = try issue("Công ty Bản Giốc", "Sở Nội vu")
    #expect(all.status == 0 && all.output.contains("Gửi bưu điện: Công ty Bản Giốc; Sở Nội vu."), "\(all)")
    #expect(try office("show", "01/UBND").output.contains("Sở Nội vu: gửi bưu điện"))
    let some = try issue("UBND xã Hưng Đạo", "Công ty Bản Giốc")
    #expect(some.output.contains("Gửi bưu điện: Công ty Bản Giốc."), "\(some)")
    #expect(try !issue("UBND xã Hưng Đạo").output.contains("bưu điện"))
    let many = try office.run(
      ["issue", "--type", "cv", "--subject", "x", "--signer", "A"] + (1...9).flatMap { ["--to", "Công ty \($0)"] })
    #expect(many.output.contains("Công ty 6 và 3 nơi khác."), "\(many)")
  }

  @Test func severalInOneArgumentAreSeveral() throws {
    let ended = try issue("UBND xã Hưng Đạo; Công ty Bản Giốc;", "Công ty A")
    #expect(ended.output.contains("Gửi bưu điện: Công ty Bản Giốc; Công ty A."), "\(ended)")
    #expect(try recipients("01/UBND") == ["UBND xã Hưng Đạo", "Công ty Bản Giốc", "Công ty A"])
  }

  @Test(arguments: ["xa-2025-99999/ubnd", "so-khong-co", "000.00.00.X99", "X99.12"])
  func aKeyOrCodeNobodyKnowsHereIsNamed(typed: String) throws {
    let ended = try issue("UBND xã Hưng Đạo", typed)
    #expect(ended.status == 0 && ended.output.contains("Gửi bưu điện: \(typed)."), "\(ended)")
  }

  @Test func nobodyWritesToItself() throws {
    for own in ["UBND xã Đàm Thủy", "Ủy ban nhân dân xã Đàm Thủy"] {
      let ended = try issue("UBND xã Hưng Đạo", own)
      #expect(ended.isRefusal && ended.error.contains("chính cơ quan này"), "\(ended)")
    }
    // As a member of a group, the own office is skipped.
    try #require(
      try office("group", "set", "Cụm 1", "--member", "UBND xã Đàm Thủy", "--member", "UBND xã Hưng Đạo").status == 0)
    #expect(try issue("Cụm 1").status == 0)
    #expect(try recipients("01/UBND") == ["UBND xã Hưng Đạo"])
  }

  @Test func eachOfficeIsToldOnce() throws {
    let ended = try issue(
      "UBND xã Hưng Đạo", "xa-2025-01351/ubnd", "các xã, phường", "Công ty A", "công ty A",
      "Ủy ban nhân dân xã Hưng Đạo")
    #expect(ended.status == 0, "\(ended)")
    let names = try recipients("01/UBND")
    #expect(names.count { $0 == "UBND xã Hưng Đạo" } == 1 && names.count { $0.lowercased() == "công ty a" } == 1)
    #expect(names.count > 50 && Set(names).count == names.count)
  }

  private func recipients(_ code: String) throws -> [String] {
    let to = try office.json("show", code)["to"] as? [[String: Any]] ?? []
    return to.compactMap { $0["organName"] as? String }
  }
}
