import Foundation
import TestSupport
import Testing

/// `vanthu receipt`: a delivery receipt asked for, printed and checked with the real programs.
@Suite(.serialized) struct ReceiptTests {
  private static let department = "so-noi-vu"
  private static let commune = "xa-2025-01351/ubnd"

  private let province: Province
  private let sender: Seat
  private let reader: Seat

  init() throws {
    province = try Province()
    try province.serve()
    sender = try province.seat("so", Self.department, "Sở Nội vụ tỉnh Cao Bằng")
    reader = try province.seat("xa", Self.commune, "UBND xã Hưng Đạo")
    try sender.issue("Về việc rà soát hộ nghèo", to: Self.commune)
  }

  private func refused(_ ended: Programs.Ended, _ words: String) throws {
    try province.expect(ended, 1)
    #expect(ended.output.isEmpty && ended.errors.contains(words), "\(ended)")
  }

  @Test func itIsAskedForPrintedAndChecked() throws {
    try refused(try sender("receipt", "01/UBND"), "còn ở máy này, tỉnh chưa nhận")
    try sender("sync")
    try reader("sync")
    try reader("accept", "moi-1")
    try reader("sync")
    let asked = try sender("receipt", "01/UBND")
    try province.expect(asked, 5)
    #expect(asked.output.contains("Đã xin tỉnh giấy xác nhận của 01/UBND"), "\(asked)")
    let again = try sender("receipt", "01/UBND")
    #expect(again.status == 5 && again.output.contains("Đã xin giấy xác nhận của 01/UBND từ "), "\(again)")
    let quiet = try sender.json("sync")
    #expect(quiet["status"] as? String == "done")
    let shown = try sender("receipt", "01/UBND")
    try province.expect(shown)
    #expect(shown.output.contains("1 đã vào sổ") && shown.errors.isEmpty, "\(shown)")
    let paper = province.folder + "/giay.txt"
    try province.expect(try sender("receipt", "01/UBND", "--to", paper))
    let text = try String(contentsOfFile: paper, encoding: .utf8)
    #expect(text == shown.output)
    try refused(try sender("receipt", "01/UBND", "--to", paper), "Đã có")
    try province.expect(try sender("receipt", "01/UBND", "--to", paper, "--overwrite"))
    // At the reader, which knows the same hub; and on a PC that knows none.
    let right = try reader("receipt", "--check", paper)
    try province.expect(right)
    #expect(
      right.output.hasPrefix("Đúng.\n") && right.output.contains("VP UBND tỉnh Cao Bằng, trung tâm mà"), "\(right)")
    let stranger = try province.run("vanthu", ["--office", province.folder + "/khong.db", "receipt", "--check", paper])
    try province.expect(stranger)
    #expect(stranger.output.contains("Hỏi văn phòng tỉnh dấu khóa của trung tâm, phải là: "), "\(stranger)")
    // One letter.
    let changed = province.folder + "/sua.txt"
    try text.replacing("hộ nghèo", with: "hộ giàu").write(toFile: changed, atomically: true, encoding: .utf8)
    try refused(try reader("receipt", "--check", changed), "Sai: giấy đã bị sửa")
    try "Xin chào".write(toFile: changed, atomically: true, encoding: .utf8)
    try refused(try reader("receipt", "--check", changed), "không có giấy xác nhận nào")
    try refused(try reader("receipt", "--check", province.folder + "/khong-co"), "khong-co")
    // Another hub.
    let other = try Province()
    try other.serve()
    let elsewhere = try other.seat("so", Self.department, "Sở Nội vụ tỉnh Cao Bằng")
    try refused(try elsewhere("receipt", "--check", paper), "không phải khóa của trung tâm")
  }

  @Test func whatHasNoReceiptSaysWhy() throws {
    try refused(try sender("receipt", "99/UBND"), "99/UBND")
    try province.expect(
      try sender(
        "register", "1/CP", "--from", "Chính phủ", "--date", "01/01/2026", "--type", "cv", "--subject", "Về việc khác"))
    try refused(try sender("receipt", "1"), "không phải văn bản đi đã phát hành")
    try sender("sync")
    try sender.issue("Về việc mời họp", to: "Công ty Bản Giốc")
    try refused(try sender("receipt", "02/UBND"), "chỉ gửi bưu điện")
    let usage = try sender("receipt")
    #expect(usage.status == 2, "\(usage)")
    let both = try sender("receipt", "01/UBND", "--check", "giay.txt")
    #expect(both.status == 2, "\(both)")
    let stick = province.folder + "/usb"
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    try sender.issue("Về việc mang đi", to: Self.commune)
    try sender("sync", "--folder", stick)
    try refused(try sender("receipt", "03/UBND"), "còn trên USB từ ")
  }
}
