import Exchange
import Office
import Records
import TestSupport
import Testing

/// A book passes to the other PC in January, when the PC that hands it over may have opened the new year's book
/// already, and the other one has not heard of that.
struct CustodyAtNewYearTests {
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()
  private let first: ExchangeWorld.Seat
  private let second: ExchangeWorld.Seat
  private let names: [StationName]

  init() throws {
    _ = try world.found(CustodyTests.sender)
    first = try world.found(CustodyTests.commune)
    try world.sync(first)
    second = try world.fill(CustodyTests.commune, .join, at: folder.path + "/second.db", as: "second")
    names = try [first, second].map { try $0.office.stationName().station }
    for seat in [second, first, second] {
      try world.sync(seat)
      seat.day = Day(2027, 1, 4)
    }
  }

  private func issue(_ seat: ExchangeWorld.Seat, _ subject: String) throws -> DocumentLine {
    var document = world.document(subject)
    (document.organName, document.issuedDate) = (try seat.office.profile.name, seat.day)
    return try world.act(seat) { [document] in try $0.issue(document, to: [Recipient(name: "Công ty X")]) }
  }

  private func expectSound(syncing order: [ExchangeWorld.Seat]) throws {
    for seat in order { try world.sync(seat) }
    for seat in [first, second] {
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
      #expect(try seat.office.notices() == [])
    }
  }

  /// The last number in the old book says nothing of the new one, so a code is given for the new one only; the other PC
  /// opens it by the code.
  @Test(arguments: [true, false]) func theCodeIsOfTheNewYearsBook(isTakerFirst: Bool) throws {
    #expect(try issue(first, "Đầu năm").reference == "01/UBND")
    for book in ["di-2026", "di-2027"] { try world.act(first) { try $0.handOver(book, to: names[1]) } }
    #expect(try first.office.laterBook(than: "di-2026")?.bookState.book.id == "di-2027")
    #expect(try first.office.laterBook(than: "di-2027") == nil)
    // The other PC names the book it knows.
    #expect(try second.office.booksToTake("di-2026", today: second.day) == ["di-2026", "di-2027"])
    try world.act(second) {
      try $0.takeBook("di-2027", generation: 2, last: 1, from: names[0], end: Day(2027, 2, 1))
    }
    #expect(try issue(second, "Thứ hai").number == 2)
    try expectSound(syncing: isTakerFirst ? [second, first, second] : [first, second, first])
    #expect(try world.hub.verify().faults == [])
    #expect(try second.office.find("02/UBND", today: second.day).document.subject == "Thứ hai")
    #expect(try second.office.find("01/UBND", today: second.day).document.subject == "Đầu năm")
  }

  @Test func aBookOfNoSeriesIsTakenByNoCode() throws {
    #expect(throws: CustodyRefusal.noBook("xx-2027")) { try second.office.booksToTake("xx-2027", today: second.day) }
    #expect(throws: CustodyRefusal.noBook("di-2028")) {
      try world.act(second) { try $0.takeBook("di-2028", generation: 2, last: 0, from: names[0]) }
    }
  }

  /// The PC burns with the first number of the year, which stands on paper only: the book of the new year is asked for
  /// with the old one, before any number.
  @Test func thePaperOfTheNewYearIsAskedFor() throws {
    #expect(try issue(first, "Chỉ có trên giấy").number == 1)
    try world.act(second) { try $0.recoverBook("di-2026", last: 0, reason: "Máy cháy") }
    try world.sync(second)
    try world.hub.revoke(names[0].description, reason: "Máy cháy")
    try world.hub.releaseBook("di-2026", of: CustodyTests.commune, to: nil)
    try world.sync(second)
    #expect(throws: NumberingRefusal.self) { try issue(second, "Chưa đọc giấy") }
    #expect(try second.office.nextNumber(.outgoing, typeName: "Công văn", on: second.day) == nil)
    #expect(try second.office.numbersToConfirm(today: second.day).map(\.book.id).sorted() == ["di-2026", "di-2027"])
    try world.act(second) { try $0.confirmNumbers(["di-2026": 0, "di-2027": 1]) }
    #expect(try second.office.numbersToConfirm(today: second.day) == [])
    #expect(try second.office.bookStates(year: 2027).map { "\($0.book.id) \($0.lastNumber)" } == ["di-2027 1"])
    #expect(try second.office.nextNumber(.outgoing, typeName: "Công văn", on: second.day) == 2)
  }

  /// Whoever may still number last year's book may have opened this year's too, so that one waits as long.
  @Test func theNewYearsBookWaitsWithTheOldOne() throws {
    #expect(try issue(first, "Chưa gửi").number == 1)
    try world.act(second) { try $0.recoverBook("di-2026", last: 0, reason: "Tưởng máy cháy") }
    try world.sync(second)
    try world.act(second) { try $0.confirmNumbers(["di-2026": 0, "di-2027": 0]) }
    #expect(throws: LeaseRefusal.self) { try issue(second, "Phải chờ") }
    // The other PC opened this year's book before, and goes on with it.
    for seat in [first, second] { try world.sync(seat) }
    #expect(throws: CustodyRefusal.self) { try issue(second, "Không giữ sổ") }
    #expect(try issue(first, "Thứ hai").number == 2)
    try expectSound(syncing: [first, second])
  }
}
