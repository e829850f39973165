import Office
import Records
import Sync
import TestSupport
import Testing

@testable import Hub

/// A PC is replaced although nobody has revoked it, and works on: its numbers and those of its successor must not meet.
struct ReplacedPCTests {
  private let world: ExchangeWorld
  private let folder = TemporaryFolder()
  private let old: ExchangeWorld.Seat

  init() throws {
    world = try ExchangeWorld()
    try world.found(CustodyTests.sender)
    old = try world.found(CustodyTests.commune)
    for _ in 0..<2 { try world.sync(old) }
  }

  private func register(_ code: String, at seat: ExchangeWorld.Seat) throws -> String {
    try world.register(code, at: seat).reference
  }

  /// Fills a file from the hub under the name of the old PC, and confirms the numbers on paper.
  private func replace(last: Int) throws -> ExchangeWorld.Seat {
    let seat = try world.fill(CustodyTests.commune, .replace, at: folder.path + "/new.db", as: "new")
    seat.day = old.day
    try world.sync(seat)
    try world.act(seat) { try $0.comeBack() }
    try world.act(seat) { try $0.confirmNumbers(paper(last)) }
    return seat
  }

  private func paper(_ last: Int) -> [String: Int] { ["den-2026": last, "di-2026": 0, "di-sao-2026": 0] }

  private func refusal(_ seat: ExchangeWorld.Seat) throws -> LeaseRefusal? {
    try seat.office.numberingTerm(at: Int64(world.now))?.refusals.first?.refusal
  }

  private func pass(days: Int, _ seats: ExchangeWorld.Seat...) {
    world.now += days * 86_400_000
    for seat in seats { seat.day = seat.day.adding(days: days) }
  }

  @Test func theSuccessorWaitsUntilTheOldPCStops() throws {
    #expect(try register("1/X", at: old) == "1")
    try world.sync(old)
    let new = try replace(last: 1)
    // Before the hub has answered it does not number at all.
    #expect(try refusal(new) == .notAgain("Sổ đăng ký văn bản đến"))
    try world.sync(new)
    guard case .withheld? = try refusal(new) else {
      Issue.record("\(String(describing: try refusal(new)))")
      return
    }
    #expect(try register("2/X", at: old) == "2")
    #expect(try register("3/X", at: new).hasPrefix("tam-"))
    pass(days: 30, old, new)
    #expect(try register("4/X", at: old).hasPrefix("tam-"))
    pass(days: 3, old, new)
    try world.sync(new)
    #expect(try refusal(new) == nil)
    try world.act(new) { try $0.confirmNumbers(paper(2)) }
    #expect(try register("5/X", at: new) == "3")
  }

  @Test func whoWasRevokedIsNotWaitedFor() throws {
    try world.hub.revoke(try old.office.stationName().station.description, reason: "Máy cháy")
    let new = try replace(last: 0)
    try world.sync(new)
    #expect(try refusal(new) == nil)
    #expect(try register("1/X", at: new) == "1")
  }

  @Test func theAdministratorMayDecideSooner() throws {
    let new = try replace(last: 0)
    try world.sync(new)
    let held = try #require(try world.hub.heldBooks(of: CustodyTests.commune).first { $0.book == "den-2026" })
    #expect(held.doubts.map(\.kind) == [.replaced])
    try world.hub.releaseBook("den-2026", of: CustodyTests.commune, to: nil)
    try world.sync(new)
    try world.act(new) { try $0.confirmNumbers(paper(0)) }
    #expect(try register("1/X", at: new) == "1")
  }

  /// The book that a successor may not number does not become free by passing to a colleague.
  @Test func aColleagueToWhomItHandsTheBookWaitsToo() throws {
    let colleague = try world.fill(CustodyTests.commune, .join, at: folder.path + "/second.db", as: "second")
    colleague.day = old.day
    for seat in [colleague, old] { try world.sync(seat) }
    let (keys, lost) = (try world.newKeys(), try old.office.stationName().station)
    let enrolled = try world.hub.enrol(
      lost, of: CustodyTests.commune, .replace, replaces: lost, name: "Máy mới", keys: keys)
    let office = try Office.emptyForHub(folder.path + "/new.db", station: enrolled.station, isNew: false)
    let new = try world.seat(office, keys, enrolled.enrolment)
    new.day = old.day
    try world.sync(new)
    try world.act(new) { try $0.comeBack() }
    try world.act(new) { try $0.confirmNumbers(paper(0)) }
    let name = try colleague.office.stationName().station
    try world.sync(new)
    try world.act(new) { try $0.handOver("den-2026", to: name) }
    for seat in [new, colleague, colleague] { try world.sync(seat) }
    guard case .withheld? = try refusal(colleague) else {
      Issue.record("\(String(describing: try refusal(colleague)))")
      return
    }
    #expect(try register("1/X", at: old) == "1")
    #expect(try register("2/X", at: colleague).hasPrefix("tam-"))
  }

  /// New keys for the same file are no other PC.
  @Test func theSameFileUnderNewKeysGoesOn() throws {
    let (keys, name) = (try world.newKeys(), try old.office.stationName().station)
    let enrolled = try world.hub.enrol(name, of: CustodyTests.commune, .replace, name: "Máy văn thư", keys: keys)
    try world.act(old) { try $0.keep(enrolled.enrolment) }
    let again = try world.seat(old.office, keys, enrolled.enrolment)
    again.day = old.day
    try world.sync(again)
    #expect(try refusal(again) == nil)
    #expect(try register("1/X", at: again) == "1")
  }

  @Test func anEarlierHubLimitsNoSuccessorEither() throws {
    let new = try replace(last: 0)
    try world.syncWithEarlierHub(new)
    #expect(try refusal(new) == nil)
    #expect(try register("1/X", at: new) == "1")
  }
}
