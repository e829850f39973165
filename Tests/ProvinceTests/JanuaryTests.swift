import Foundation
import Testing

/// Two PCs of a commune in January: a book passes by a code that is read out while the line is down.
struct JanuaryTests {
  @Test func theCodeReadOutIsOfTheNewYearsBook() throws {
    let province = try Province()
    try province.serve()
    let first = try province.seat("một", "xa-2025-01351/ubnd", "UBND xã Hưng Đạo")
    try province.expect(try first("sync"))
    let second = province.seat("hai")
    let code = try province.code("xa-2025-01351/ubnd")
    try province.expect(try second("join", "--from-hub", province.address, "--code", code, "--name", "Máy hai"))
    try province.expect(try first("sync"))
    let station = try #require(try second.json("sync", "status")["station"] as? String)

    // Both exchange once more in January, and then no more.
    province.stopServing()
    province.age(days: JanuaryTests.daysToJanuary)
    try province.serve()
    let (giver, taker) = (province.seat("một"), province.seat("hai"))
    for seat in [giver, taker, giver] { try province.expect(try seat("sync")) }
    province.stopServing()

    let (old, new) = ("di-\(JanuaryTests.year)", "di-\(JanuaryTests.year + 1)")
    func issue(_ seat: Seat, _ subject: String) throws -> String {
      try seat(
        "issue", "--type", "Quyết định", "--subject", subject, "--signer", "Nông Văn A", "--to", "Công ty X"
      ).output
    }
    #expect(try issue(giver, "Đầu năm").contains("01/QĐ-UBND"))
    let oldBook = try giver("custody", "hand-over", old, station)
    #expect(oldBook.status == 0 && !oldBook.output.contains("gõ mã"))
    #expect(oldBook.output.contains("không có mã: sổ \(new) của năm sau đã mở"))
    #expect(oldBook.output.contains("giao sổ \(new): sổ ấy có mã"))
    let readOut = try #require(try giver.json("custody", "hand-over", new, station)["code"] as? String)

    let wrong = try taker("custody", "take", new, "0000-0000-0000-0000")
    #expect(wrong.status == 1 && wrong.errors.contains("Mã không đúng cho sổ \(new)"))
    // The other PC has never heard of the new book: its clerk stands on the line of the old one.
    let taken = try taker("custody", "take", old, readOut)
    #expect(taken.output.contains("Máy này giữ sổ \(new), số cuối 1."))
    #expect(try issue(taker, "Thứ hai").contains("02/QĐ-UBND"))
  }

  private static let year = Calendar(identifier: .gregorian).component(.year, from: Date())

  /// The number of days to about 5 January.
  private static var daysToJanuary: Int {
    let january = DateComponents(calendar: Calendar(identifier: .gregorian), year: year + 1, month: 1, day: 5).date!
    return Int(january.timeIntervalSinceNow / 86_400) + 1
  }
}
