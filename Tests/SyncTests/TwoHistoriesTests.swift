import Exchange
import Foundation
import GRDB
import Hub
import Records
import Sync
import TestProvince
import TestSupport
import Testing

@testable import Office

/// The hub is put back, and an old copy of the sender's file goes on under names that a reader has received before:
/// what the hub holds stands, at sender and reader alike.
struct TwoHistoriesTests {
  private let world = try! ExchangeWorld()
  private let folder = TemporaryFolder()
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat

  init() throws {
    sender = try world.found(CustodyTests.sender)
    // In a file: its registers are made again.
    let organ = try #require(try world.hub.directory[CustodyTests.commune])
    let office = try Office.found(
      folder.path + "/reader.db", OfficeProfile(organID: organ.id, name: organ.name, place: organ.name),
      station: world.stationName(), books: Book.usual(year: 2026), context: world.context())
    reader = try world.enrol(office, as: organ.id)
    for seat in [sender, reader] { try world.sync(seat) }
  }

  /// Makes a run of its own, as every night does.
  private func night(_ seat: ExchangeWorld.Seat) throws {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .line, world.conditions())
    try world.sync(ExchangeWorld.Seat(seat.office, seat.keys, exchange))
  }

  /// The reader receives a document; hub and sender go back, and the sender issues another under the same name.
  private func twoHistories(_ between: () throws -> Void = {}) throws {
    let (hub, office) = (try DatabaseQueue(), try DatabaseQueue())
    try world.hub.database.backup(to: hub)
    try sender.office.database.backup(to: office)
    try world.issue(sender, to: [CustodyTests.commune], "Chuyện trước")
    for seat in [sender, reader] { try night(seat) }
    try between()
    try hub.backup(to: world.hub.database)
    try office.backup(to: sender.office.database)
    try world.issue(sender, to: [CustodyTests.commune], "Chuyện sau")
    for seat in [sender, reader, reader, sender] { try night(seat) }
  }

  private func expectSound() throws {
    #expect(try world.hub.verify().faults == [])
    for seat in [sender, reader] {
      let findings = try seat.office.verify().findings.map { "\($0.place): \($0.words.english)" }
      #expect(findings.isEmpty, "\(findings)")
    }
  }

  @Test func whatTheHubHoldsStands() throws {
    try twoHistories()
    #expect(try world.inbox(reader).map(\.document.subject) == ["Chuyện sau"])
    let notices = try reader.office.notices().map(\.words.vietnamese)
    #expect(notices.count == 1 && notices[0].contains("Trước ở đây là “Chuyện trước”"), "\(notices)")
    let remarks = try reader.office.verify().remarks.map(\.vietnamese)
    #expect(remarks.contains { $0.contains("sổ của nơi gửi đã ghi chuyện khác dưới cùng tên") }, "\(remarks)")
    let line = try sender.office.find("01/UBND", today: sender.day)
    #expect(line.document.subject == "Chuyện sau")
    #expect(try world.states(sender, line) == ["01"])
    try expectSound()
    #expect(try !reader.office.lacksSearch())
  }

  /// What the reader has registered stays as it is registered.
  @Test func whatIsRegisteredStays() throws {
    try twoHistories {
      let arrived = try #require(try world.inbox(reader).first)
      try world.act(reader) { _ = try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived) }
      try night(reader)
    }
    #expect(try reader.office.find("1", today: reader.day).document.subject == "Chuyện trước")
    #expect(try reader.office.notices().count == 1)
    try expectSound()
  }

  /// The entry that does not stand is kept, with its proof.
  @Test func theOtherIsKeptAside() throws {
    try twoHistories()
    let held = try reader.office.read { try String.fetchAll($0, sql: "SELECT act FROM received") }
    #expect(held.count == 1 && held[0].contains("Chuyện sau"))
    let kept = try reader.office.read { try Row.fetchAll($0, sql: "SELECT act, proof FROM forked") }
    #expect(kept.count == 1 && (kept[0][0] as String).contains("Chuyện trước"))
    #expect(ItemProof(stored: Array(kept[0][1] as Data)) != nil)
  }
}
