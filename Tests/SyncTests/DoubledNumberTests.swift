import Exchange
import Office
import Records
import Sync
import TestSupport
import Testing

/// Two PCs of an office gave one number: a PC that was taken for burnt was still working. Both documents stay in the
/// book, the same at both PCs, until a clerk decides.
struct DoubledNumberTests {
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()
  private let first: ExchangeWorld.Seat
  private let second: ExchangeWorld.Seat
  private let sender: ExchangeWorld.Seat

  init() throws {
    sender = try world.found(CustodyTests.sender)
    first = try world.found(CustodyTests.commune)
    try world.sync(first)
    second = try world.fill(CustodyTests.commune, .join, at: folder.path + "/second.db", as: "second")
    // With leases the first would have to know before the second gives a number (`LeaseTests`).
    try world.numberWithoutLeases(first, second)
  }

  private func register(_ code: String, at seat: ExchangeWorld.Seat, number: Int? = nil) throws -> DocumentLine {
    try world.register(code, at: seat, number: number)
  }

  private func exchange(_ seats: ExchangeWorld.Seat...) throws {
    for _ in 0..<2 { for seat in seats.isEmpty ? [first, second, sender] : seats { try world.sync(seat) } }
  }

  /// Returns what both PCs show, which is the same.
  private func shown(_ query: String = "") throws -> [String] {
    let lists = try [first, second].map { seat in
      try seat.office.lines(ListQuery(try SearchQuery(query, today: seat.day)), limit: 100, today: seat.day).map {
        "\($0.numberText) \($0.document.code) \($0.state.rawValue)"
      }.sorted()
    }
    #expect(lists[0] == lists[1])
    for seat in [first, second] {
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
      var random = SeededRandom(seed: 7)
      for _ in 0..<4 {
        #expect(try seat.office.replay(shuffledBy: &random).findings.map { "\($0.place) \($0.words.english)" } == [])
      }
    }
    return lists[0]
  }

  private func find(_ text: String, _ seat: ExchangeWorld.Seat) throws -> DocumentLine {
    try seat.office.find(text, today: seat.day)
  }

  private func renumber(_ text: String, at seat: ExchangeWorld.Seat) throws -> DocumentLine {
    let line = try find(text, seat)
    return try world.act(seat) { try $0.renumber(line) }
  }

  private func needs(_ seat: ExchangeWorld.Seat) throws -> [String] {
    try seat.office.inbox(today: seat.day, calendar: .shipped).filter { $0.need == .doubled }.map(\.line.reference)
  }

  /// The second takes over the incoming book with number 1 on paper and gives 2; so does the first, which is offline.
  private func bothGiveTwo() throws {
    _ = try register("1/X", at: first)
    try exchange()
    try world.act(second) { try $0.recoverBook("den-2026", last: 1, reason: "Máy cháy") }
    _ = try register("7/X", at: first)
    _ = try register("8/X", at: second)
  }

  @Test func bothStayInTheBookAndOneIsMarked() throws {
    try bothGiveTwo()
    try exchange()
    #expect(try shown() == ["1 1/X accepted", "2 8/X accepted", "2* 7/X accepted"])
    for seat in [first, second] {
      #expect(try find("2*", seat).document.code == "7/X" && find("2", seat).document.code == "8/X")
      #expect(try needs(seat) == ["2*"])
      let remarks = try seat.office.verify().remarks.map(\.vietnamese)
      #expect(remarks.contains { $0.contains("vanthu renumber '2*'") }, "\(remarks)")
    }
    #expect(throws: LookupRefusal.self) { try find("1*", first) }
  }

  @Test func theNextNumberSettlesIt() throws {
    try bothGiveTwo()
    try exchange()
    // The PC that does not hold the book gives no number.
    #expect(throws: CustodyRefusal.self) { try renumber("2*", at: first) }
    #expect(throws: RenumberRefusal.notDoubled("1")) { try renumber("1", at: second) }
    let line = try renumber("2*", at: second)
    #expect(line.numberText == "3" && line.document.code == "7/X")
    try exchange()
    #expect(try shown() == ["1 1/X accepted", "2 8/X accepted", "3 7/X accepted"])
    #expect(try needs(first) == [] && needs(second) == [])
    #expect(try register("9/X", at: second).number == 4)
    // A number once given cannot be taken back.
    #expect(throws: UndoRefusal.self) { try world.act(second) { try $0.undo(line) } }
  }

  /// The marked one is on paper already: the other gets the next number.
  @Test func theOneThatBearsItMayGiveItAway() throws {
    try bothGiveTwo()
    try exchange()
    let line = try renumber("2", at: second)
    #expect(line.numberText == "3" && line.document.code == "8/X")
    try exchange()
    #expect(try shown() == ["1 1/X accepted", "2 7/X accepted", "3 8/X accepted"])
  }

  @Test(arguments: ["2", "2*"]) func voidingOneSettlesItToo(_ voided: String) throws {
    try bothGiveTwo()
    try exchange()
    let line = try find(voided, first)
    let code = line.document.code
    _ = try world.act(first) { try $0.void(line, reason: "trùng") }
    try exchange()
    let other = code == "7/X" ? "8/X" : "7/X"
    #expect(try shown() == ["1 1/X accepted", "2 \(other) accepted", "2* \(code) voided"])
    #expect(try needs(first) == [] && needs(second) == [])
    // Taken back, both count again.
    let marked = try find("2*", first)
    _ = try world.act(first) { try $0.undo(marked) }
    try exchange()
    #expect(try shown() == ["1 1/X accepted", "2 8/X accepted", "2* 7/X accepted"])
  }

  /// A number that one PC voided stays void, and the other document bears it, though a colleague who did not know of
  /// that has gone on with the document since: the hub gave the other one to its readers.
  @Test func aVoidedNumberStaysVoid() throws {
    try bothGiveTwo()
    try exchange()
    let (atSecond, atFirst) = (try find("2", second), try find("2", first))
    _ = try world.act(second) { try $0.void(atSecond, reason: "trùng") }
    _ = try world.act(first) { try $0.submit(atFirst) }
    try exchange()
    #expect(try shown() == ["1 1/X accepted", "2 7/X accepted", "2* 8/X submitted"])
    #expect(try needs(first) == ["2*"] && needs(second) == ["2*"])
  }

  /// What was taken to be lost and is entered again from paper gives way to the original that comes later.
  @Test func whatIsEnteredAgainGivesWayToTheOriginal() throws {
    _ = try register("1/X", at: first)
    try world.sync(first)
    _ = try register("2/X", at: first)
    try world.sync(second)
    try world.act(second) { try $0.recoverBook("den-2026", last: 2, reason: "Máy cháy") }
    _ = try register("2/X", at: second, number: 2)
    try exchange()
    let (original, again) = (try find("2", first), try find("2*", first))
    #expect(original.entry.hasPrefix(try first.office.stationName().station.description))
    #expect(again.document.code == "2/X" && again.entry != original.entry)
    _ = try shown()
  }

  /// The recipients get the marked document when it has a number of its own, under that number.
  @Test func aDocumentOfOursIsSentUnderTheNumberItKeeps() throws {
    try exchange()
    try world.act(second) { try $0.recoverBook("di-2026", last: 0, reason: "Máy cháy") }
    try world.issue(first, to: [CustodyTests.sender], "Của máy một")
    try world.issue(second, to: [CustodyTests.sender], "Của máy hai")
    try world.sync(second)
    try exchange()
    #expect(try shown().map { $0.split(separator: " ")[0] } == ["1", "1*"])
    func arrived() throws -> [String] {
      try sender.office.inbox(today: sender.day, calendar: .shipped).map {
        "\($0.line.document.code) \($0.line.document.subject)"
      }.sorted()
    }
    #expect(try arrived() == ["01/UBND Của máy hai"])
    let marked = try find("01/UBND*", second)
    #expect(try second.office.card(marked).deliveries.first?.place?.name == .held)
    _ = try world.act(second) { try $0.renumber(marked) }
    try exchange()
    #expect(try arrived() == ["01/UBND Của máy hai", "02/UBND Của máy một"])
    for seat in [first, second] {
      #expect(try seat.office.notices() == [])
      #expect(try seat.office.card(find("02/UBND", seat)).deliveries.first?.place?.name == .arrived)
    }
  }
}
