import Exchange
import Foundation
import GRDB
import Hub
import Records
import Sync
import TestSupport
import Testing

@testable import Office

/// The hub is rolled back, and the PC that wrote what it lost burns in the same week: its colleague still holds it.
struct LostColleagueTests {
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()
  private let sender: ExchangeWorld.Seat
  private let first: ExchangeWorld.Seat
  private let second: ExchangeWorld.Seat

  init() throws {
    sender = try world.found(CustodyTests.sender)
    first = try world.found(CustodyTests.commune)
    try world.sync(first)
    second = try world.fill(CustodyTests.commune, .join, at: folder.path + "/second.db", as: "second")
    for seat in [second, first, sender] { try world.sync(seat) }
  }

  /// Copies the hub's data as it is now. The closure restores it later, without a trace of that.
  private func snapshot() throws -> () throws -> Void {
    let copy = try DatabaseQueue()
    try world.hub.database.backup(to: copy)
    return { [world] in try copy.backup(to: world.hub.database) }
  }

  /// The first PC registers what arrived and reports it; both PCs know, and the hub forgets.
  private func hubForgetsWhatTheFirstReported() throws {
    try world.issue(sender, to: [CustodyTests.commune], "Về việc rà soát")
    for seat in [sender, first] { try world.sync(seat) }
    let goBack = try snapshot()
    let arrived = try #require(try world.inbox(first).first)
    try world.act(first) { _ = try $0.register(arrived.document, arrivedOn: first.day, arrival: arrived) }
    for seat in [first, second] { try world.sync(seat) }
    try goBack()
  }

  private func status() throws -> DeliveryStatus? {
    try world.sync(sender)
    let line = try sender.office.find("01/UBND", today: sender.day)
    return try sender.office.card(line).deliveries.first?.status
  }

  private var stationOfFirst: StationName { get throws { try first.office.stationName().station } }

  @Test(arguments: [false, true]) func itsColleagueBringsWhatItReported(_ isRevoked: Bool) throws {
    try hubForgetsWhatTheFirstReported()
    if isRevoked { _ = try world.hub.revoke(stationOfFirst.description, reason: "Máy cháy") }
    #expect(try status() != .accepted)
    #expect(try world.sync(second) == .done)
    #expect(try status() == .accepted)
    #expect(try world.hub.verify().faults == [])
    // There is nothing left to show.
    let before = second.exchange.tally.sentBytes
    try world.sync(second)
    #expect(second.exchange.tally.sentBytes - before < 1_000)
  }

  /// The new PC under its name has other keys, and lacks the same as the hub.
  @Test func thePCThatTakesItsPlaceGetsItBackToo() throws {
    try hubForgetsWhatTheFirstReported()
    let keys = try world.newKeys()
    let enrolled = try world.hub.enrol(
      world.stationName(), of: CustodyTests.commune, .replace, replaces: stationOfFirst, name: "Máy mới", keys: keys)
    let office = try Office.emptyForHub(folder.path + "/third.db", station: enrolled.station, isNew: false)
    let third = try world.seat(office, keys, enrolled.enrolment)
    try world.sync(third)
    try world.act(third) { try $0.comeBack() }
    #expect(try world.inbox(third).allSatisfy { $0.number == nil })
    for seat in [second, third] { try world.sync(seat) }
    #expect(try status() == .accepted)
    #expect(try third.office.find("1", today: third.day).document.subject == "Về việc rà soát")
    for seat in [second, third] { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }

  /// Seals that the colleague has not kept, because an earlier version received them: nothing is claimed.
  @Test func withoutTheSealsNothingIsShown() throws {
    try hubForgetsWhatTheFirstReported()
    try world.act(second) { try $0.db.execute(sql: "DELETE FROM colleagueSeal") }
    #expect(try world.sync(second) == .done)
    #expect(try status() != .accepted)
  }

  /// A colleague that shows what no key of that station has signed is passed over, and the rest of its packet counts.
  @Test func whatIsNotSignedIsPassedOver() throws {
    try hubForgetsWhatTheFirstReported()
    try world.act(second) {
      let bytes = try Data.fetchOne($0.db, sql: "SELECT bytes FROM colleagueSeal ORDER BY last DESC LIMIT 1")!
      var forged = Array(bytes)
      forged[forged.count - 1] ^= 1
      try $0.db.execute(
        sql: "UPDATE colleagueSeal SET bytes = ? WHERE last = (SELECT max(last) FROM colleagueSeal)",
        arguments: [Data(forged)])
    }
    var draft = world.document("Dự thảo")
    draft.organName = "UBND xã Hưng Đạo"
    try world.act(second) { _ = try $0.draft(draft, to: []) }
    #expect(try world.sync(second) == .done)
    #expect(try status() != .accepted)
    #expect(try second.office.unsent().entries == 0)
    // It is not shown every night: a later run sends as little as if there were nothing.
    let again = StationExchange(second.office, keys: second.keys, way: .line, world.conditions())
    try world.sync(ExchangeWorld.Seat(second.office, second.keys, again))
    #expect(again.tally.sentBytes < 700, "\(again.tally.sentBytes)")
  }

  /// The hub was put back to before the first PC had these keys, and an old copy of that PC's file has begun another
  /// history: what the second PC holds of it can never be taken, and what is new never arrives.
  @Test func whoseColleagueWentOnOtherwiseUnderOtherKeysIsTold() throws {
    let (goBack, copy) = (try snapshot(), try DatabaseQueue())
    try first.office.database.backup(to: copy)
    let station = try stationOfFirst
    func names(_ groups: [String]) throws {
      let keys = try world.newKeys()
      let enrolled = try world.hub.enrol(
        world.stationName(), of: CustodyTests.commune, .replace, replaces: station, name: "Máy", keys: keys)
      let seat = try world.seat(first.office, keys, enrolled.enrolment)
      for group in groups { try world.act(seat) { try $0.nameGroup(group, members: [Recipient(name: "Xóm A")]) } }
      #expect(try world.sync(seat) == .done)
    }
    func isTold() throws -> StationName? {
      let exchange = StationExchange(second.office, keys: second.keys, way: .line, world.conditions())
      #expect(try world.sync(ExchangeWorld.Seat(second.office, second.keys, exchange)) == .done)
      return exchange.contradicted
    }
    try names(["Nhóm A", "Nhóm B"])
    #expect(try isTold() == nil)
    #expect(try second.office.groups().map(\.name) == ["Nhóm A", "Nhóm B"])
    try goBack()
    try copy.backup(to: first.office.database)
    #expect(try isTold() == nil)
    try names(["Nhóm C"])
    // There is more to fetch, so that the run has another exchange after the one in which it is told.
    let file = try folder.write("phụ lục.txt", Array("phụ lục".utf8))
    try world.issue(sender, to: [CustodyTests.commune], "Về việc rà soát", attach: [file])
    try world.sync(sender)
    #expect(try isTold() == station)
    #expect(try world.hub.verify().faults == [])
  }
}
