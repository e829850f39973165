import Exchange
import Office
import Records
import Sync
import TestSupport
import Testing
import Wording

@testable import Hub

/// A PC gives numbers for thirty days after an exchange, and a book that was taken over is numbered when nobody else
/// can still be numbering it.
struct LeaseTests {
  private let world: ExchangeWorld
  private let folder = TemporaryFolder()
  private let first: ExchangeWorld.Seat
  private let second: ExchangeWorld.Seat

  init() throws {
    world = try ExchangeWorld()
    try world.found(CustodyTests.sender)
    first = try world.found(CustodyTests.commune)
    try world.sync(first)
    second = try world.fill(CustodyTests.commune, .join, at: folder.path + "/second.db", as: "second")
    for seat in [second, first] { try world.sync(seat) }
  }

  private func register(_ code: String, at seat: ExchangeWorld.Seat) throws -> String {
    try world.register(code, at: seat).reference
  }

  private func pass(days: Int) {
    world.now += days * 86_400_000
    for seat in [first, second] { seat.day = seat.day.adding(days: days) }
  }

  private func refusals(_ seat: ExchangeWorld.Seat) throws -> [LeaseRefusal] {
    try seat.office.numberingTerm(at: Int64(world.now))?.refusals.map(\.refusal) ?? []
  }

  private func noNumber(_ direction: Book.Direction, at seat: ExchangeWorld.Seat) throws -> (any Refusal)? {
    try seat.office.numberingRefusal(direction, on: seat.day, at: Int64(world.now))
  }

  private func recover(_ book: String = "den-2026", last: Int, at seat: ExchangeWorld.Seat) throws {
    try world.act(seat) { try $0.recoverBook(book, last: last, reason: "Máy kia hỏng") }
  }

  /// The clerk looks into the paper book: whoever had to wait is asked.
  private func lookUp(last: Int, at seat: ExchangeWorld.Seat) throws {
    #expect(try seat.office.numbersToConfirm(today: seat.day).map(\.book.id) == ["den-2026"])
    try world.act(seat) { try $0.confirmNumbers(["den-2026": last]) }
  }

  private func station(_ seat: ExchangeWorld.Seat) throws -> StationName { try seat.office.stationName().station }

  // MARK: its end

  @Test func aPCWithoutAnyWordStopsAfterThirtyDays() throws {
    #expect(try register("1/X", at: first) == "1")
    pass(days: 29)
    #expect(try register("2/X", at: first) == "2")
    let line = try world.issue(first, to: [CustodyTests.sender])
    #expect(line.number == 1)
    #expect(try noNumber(.outgoing, at: first) == nil)
    pass(days: 1)
    // A key is refused before anything is typed.
    #expect(try noNumber(.outgoing, at: first) is LeaseRefusal)
    #expect(try register("3/X", at: first).hasPrefix("tam-"))
    #expect(throws: LeaseRefusal.self) { try world.issue(first, to: [CustodyTests.sender]) }
    guard case .over(_, let since, 30)? = try refusals(first).first else {
      Issue.record("\(try refusals(first))")
      return
    }
    #expect(Int64(world.now) - since < 60_000)
    #expect(try refusals(first).count == 3)
    // Any word of the province is enough, and what was provisional gets its number.
    try world.sync(first)
    #expect(try refusals(first).isEmpty)
    let waiting = try #require(try world.inbox(first).first { $0.isProvisional })
    let numbered = try world.act(first) {
      try $0.register(waiting.document, arrivedOn: waiting.day, arrival: waiting)
    }
    #expect(numbered.number == 3)
  }

  @Test func theOfficeSetsTheDays() throws {
    try world.act(first) { try $0.setLease(days: 3) }
    #expect(throws: OfficeSettingsRefusal.leaseDays(91)) { try world.act(first) { try $0.setLease(days: 91) } }
    try world.sync(first)
    pass(days: 3)
    #expect(try register("1/X", at: first).hasPrefix("tam-"))
    try world.sync(first)
    try world.act(first) { try $0.setLease(days: 0) }
    try world.sync(first)
    pass(days: 400)
    #expect(try register("2/X", at: first) == "1")
    #expect(try first.office.numberingTerm(at: Int64(world.now))?.words.vietnamese == "không giới hạn")
  }

  @Test func anOfficeWithoutAHubNumbersAsItLikes() throws {
    let office = try Office.foundInMemory(
      OfficeProfile(organID: "", name: "UBND xã", place: "xã"), station: StationName(number: 9),
      books: Book.usual(year: 2026), context: world.context(first.day))
    #expect(try office.numberingTerm(at: .max) == nil)
  }

  @Test func anEarlierHubLimitsNothing() throws {
    let alone = try world.found("xa-2025-01774/ubnd")
    try world.syncWithEarlierHub(alone)
    pass(days: 400)
    alone.day = first.day
    #expect(try register("1/X", at: alone) == "1")
  }

  /// A clock that is put back does not prolong it; one that is ahead gets none.
  @Test func theClockDoesNotProlongIt() throws {
    world.now -= 2 * 86_400_000
    #expect(try register("1/X", at: first).hasPrefix("tam-"))
    world.now += 2 * 86_400_000
    #expect(try register("2/X", at: first) == "1")
  }

  /// Another exchange would not help: the clock is named, and not the line.
  @Test func aClockFarFromTheHubsIsNamed() throws {
    try world.act(first) { try $0.change { $0.skew = -5 * 86_400_000 } }
    #expect(try register("1/X", at: first) == "1")
    pass(days: 31)
    #expect(try refusals(first).first == .wrongClock(days: 5))
    #expect(try #require(refusals(first).first).words.vietnamese.hasPrefix("Đồng hồ máy này nhanh 5 ngày"))
  }

  // MARK: a book that is taken over

  @Test func theOtherPCShowsThatItKnows() throws {
    #expect(try register("1/X", at: first) == "1")
    for seat in [first, second] { try world.sync(seat) }
    try recover(last: 1, at: second)
    // The first is offline and does not know it: it goes on. So the second has to wait.
    #expect(try register("2/X", at: first) == "2")
    #expect(try register("3/X", at: second).hasPrefix("tam-"))
    #expect(try refusals(second) == [.notAsked("Sổ đăng ký văn bản đến")])
    #expect(try noNumber(.incoming, at: second) as? LeaseRefusal == .notAsked("Sổ đăng ký văn bản đến"))
    guard case CustodyRefusal.elsewhere("Sổ đăng ký văn bản đi", _)? = try noNumber(.outgoing, at: second) else {
      Issue.record("\(String(describing: try noNumber(.outgoing, at: second)))")
      return
    }
    try world.sync(second)
    let waits = try refusals(second)
    guard case .withheld("Sổ đăng ký văn bản đến", let until)? = waits.first, waits.count == 1 else {
      Issue.record("\(waits)")
      return
    }
    #expect((30...34).contains(second.day.days(to: until)))
    // The first hears of it with its next answer, and shows that with the one after.
    try world.sync(first)
    #expect(try register("5/X", at: first).hasPrefix("tam-"))
    for seat in [first, second] { try world.sync(seat) }
    #expect(try refusals(second).isEmpty)
    // While this one waited, the other one gave number 2.
    #expect(throws: NumberingRefusal.unconfirmed("Sổ đăng ký văn bản đến", last: 2, isRestored: false)) {
      try register("4/X", at: second)
    }
    try lookUp(last: 2, at: second)
    #expect(try register("4/X", at: second) == "3")
    for _ in 0..<2 { for seat in [first, second] { try world.sync(seat) } }
    for seat in [first, second] {
      #expect(try seat.office.verify().findings.map(\.words.english) == [])
      #expect(try world.inbox(seat).allSatisfy { $0.doubled == 0 })
    }
  }

  @Test func afterItsLeaseIsOverTheDeadPCNeedNotBeAsked() throws {
    try recover(last: 0, at: second)
    pass(days: 31)
    try world.sync(second)
    #expect(try refusals(second).count == 1)
    pass(days: 3)
    try world.sync(second)
    #expect(try refusals(second).isEmpty)
    // On paper is what the PC wrote whose file nobody has: one number, until its lease was over.
    try lookUp(last: 1, at: second)
    #expect(try register("1/X", at: second) == "2")
    // It was not dead: its own lease is over too.
    #expect(try register("2/X", at: first).hasPrefix("tam-"))
  }

  @Test func theProvinceMayDecideSooner() throws {
    try recover(last: 0, at: second)
    try world.sync(second)
    let dead = try station(first)
    #expect(throws: HeldBookRefusal.isAlive("den-2026", dead.description)) {
      try world.hub.releaseBook("den-2026", of: CustodyTests.commune, to: nil)
    }
    try world.hub.revoke(dead.description, reason: "Máy cháy")
    #expect(try world.hub.heldBooks(of: CustodyTests.commune).first { $0.book == "den-2026" }?.doubts.count == 1)
    try world.sync(second)
    #expect(try refusals(second).count == 1)
    try world.hub.releaseBook("den-2026", of: CustodyTests.commune, to: nil)
    try world.sync(second)
    try lookUp(last: 0, at: second)
    #expect(try register("1/X", at: second) == "1")
  }

  @Test func whatIsHandedOverIsNumberedAtOnce() throws {
    let name = try station(second)
    try world.act(first) { try $0.handOver("den-2026", to: name) }
    for seat in [first, second] { try world.sync(seat) }
    #expect(try register("1/X", at: second) == "1")
    // And back again.
    let back = try station(first)
    try world.act(second) { try $0.handOver("den-2026", to: back) }
    for seat in [second, first] { try world.sync(seat) }
    #expect(try register("2/X", at: first) == "2")
  }

  /// Read out over the telephone, neither PC has a line: the right passes with the code, and ends when that of the
  /// giver would have.
  @Test func aCodeCarriesWhatIsLeftOfTheLease() throws {
    let name = try station(second)
    pass(days: 20)
    try world.sync(second)
    let end = try #require(try first.office.numberingTerm(at: Int64(world.now))?.end)
    try world.act(first) { try $0.handOver("den-2026", to: name) }
    let from = try station(first)
    try world.act(second) { try $0.takeBook("den-2026", generation: 2, last: 0, from: from, end: end) }
    #expect(try register("1/X", at: second) == "1")
    pass(days: 10)
    #expect(try register("2/X", at: second).hasPrefix("tam-"))
    #expect(try refusals(second) == [.notAsked("Sổ đăng ký văn bản đến")])
    for seat in [second, first, second] { try world.sync(seat) }
    try lookUp(last: 1, at: second)
    #expect(try register("3/X", at: second) == "2")
  }

  // MARK: what went back in time

  @Test func aRestoredFileAsksAgain() throws {
    #expect(try register("1/X", at: first) == "1")
    try world.sync(first)
    try first.office.backup(to: folder.path + "/copy.db")
    let restored = try Office.restore(
      from: folder.path + "/copy.db", to: folder.path + "/restored.db", context: world.context(first.day))
    let seat = try world.seat(restored.office, first.keys, try #require(try first.office.enrolment()))
    seat.day = first.day
    try world.act(seat) { try $0.confirmNumbers(["den-2026": 1, "di-2026": 0, "di-sao-2026": 0], isOffline: true) }
    // A colleague may hold the book by a code that this file has forgotten.
    #expect(try refusals(seat).first == .notAgain("Sổ đăng ký văn bản đến"))
    try world.sync(seat)
    guard case .withheld? = try refusals(seat).first else {
      Issue.record("\(try refusals(seat))")
      return
    }
    for seat in [second, second, seat] { try world.sync(seat) }
    #expect(try refusals(seat).isEmpty)
    try world.act(seat) { try $0.confirmNumbers(["den-2026": 1, "di-2026": 0, "di-sao-2026": 0]) }
    #expect(try register("2/X", at: seat) == "2")
  }

  /// The colleague that would have to show what it knows is revoked: the province decides, and nobody waits for ever.
  @Test func aRestoredFileDoesNotWaitForAPCThatIsGone() throws {
    try first.office.backup(to: folder.path + "/copy.db")
    let restored = try Office.restore(
      from: folder.path + "/copy.db", to: folder.path + "/restored.db", context: world.context(first.day))
    let seat = try world.seat(restored.office, first.keys, try #require(try first.office.enrolment()))
    seat.day = first.day
    try world.hub.revoke(try station(second).description, reason: "Máy cháy")
    try world.sync(seat)
    try world.act(seat) { try $0.confirmNumbers(["den-2026": 0, "di-2026": 0, "di-sao-2026": 0]) }
    #expect(try refusals(seat).count == 3)
    try world.hub.releaseBook("den-2026", of: CustodyTests.commune, to: nil)
    try world.sync(seat)
    #expect(try refusals(seat).count == 2)
    try lookUp(last: 0, at: seat)
    #expect(try register("1/X", at: seat) == "1")
  }

  /// An answer to the file as it was before comes late, by a stick: it is for an epoch that is over.
  @Test func aLateAnswerGrantsNothing() throws {
    let lease = Lease(epoch: 1, asked: Int64(world.now), days: 30)
    let hub = JournalName(station: try #require(try first.office.enrolment()).station, epoch: 1)
    try first.office.backup(to: folder.path + "/copy.db")
    let restored = try Office.restore(
      from: folder.path + "/copy.db", to: folder.path + "/restored.db", context: world.context(first.day))
    try restored.office.act(world.context(first.day)) { try $0.take(lease, through: 9, by: hub) }
    #expect(try restored.office.numberingTerm(at: Int64(world.now))?.end == nil)
  }

  /// The hub was put back and has forgotten what it granted: until both PCs have shown that they know of that, it
  /// grants no book that was taken over.
  @Test func aHubThatWasPutBackWaits() throws {
    try recover(last: 0, at: second)
    for seat in [second, first, first, second] { try world.sync(seat) }
    try lookUp(last: 0, at: second)
    #expect(try register("1/X", at: second) == "1")
    try world.hub.startNewIncarnation()
    try world.sync(second)
    // What it was granted before goes on to its end, and no longer.
    pass(days: 29)
    #expect(try register("2/X", at: second) == "2")
    try world.sync(second)
    pass(days: 3)
    #expect(try register("3/X", at: second).hasPrefix("tam-"))
    for seat in [first, first, second] { try world.sync(seat) }
    #expect(try refusals(second).isEmpty)
  }
}
