import Exchange
import Foundation
import GRDB
import Office
import Records
import TestSupport
import Testing

@testable import Sync

/// Where a document is on its way to its recipient, and since when, as its sender is told.
struct PlaceTests {
  static let department = "so-noi-vu"
  static let commune = "xa-2025-01351/ubnd"

  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let reader: ExchangeWorld.Seat

  init() throws {
    world = try ExchangeWorld()
    sender = try world.found(Self.department)
    reader = try world.found(Self.commune)
    // The sender learns who takes part in the exchange.
    try world.sync(sender)
  }

  private func state(_ line: DocumentLine, _ seat: ExchangeWorld.Seat? = nil) throws -> DeliveryState {
    try (seat ?? sender).office.card(line).deliveries[0]
  }

  private func mark(_ line: DocumentLine) throws -> DeliveryMark? {
    try sender.office.deliveryMarks(of: [line.id])[line.id]
  }

  private func found(_ typed: String) throws -> [Int64] {
    let query = ListQuery(try SearchQuery(typed, today: sender.day))
    return try sender.office.lines(query, limit: 10, today: sender.day).map(\.id)
  }

  @Test func onThisPCThenAtTheHubThenArrivedThenRegistered() throws {
    let before = Int64(world.clock.now)
    let issued = try world.issue(sender, to: [Self.commune])
    var state = try state(issued)
    #expect(state.place == .here && state.status == nil)
    #expect(try #require(state.since) > before)
    #expect(try mark(issued) == .here)
    #expect(try found("o:may") == [issued.id] && found("o:tinh").isEmpty)

    let sent = Int64(world.clock.now)
    try world.sync(sender)
    state = try self.state(issued)
    #expect(state.place == .hub)
    #expect(try #require(state.since) > sent)
    #expect(try mark(issued) == .hub)
    #expect(try found("o:tinh") == [issued.id] && found("o:may").isEmpty)
    let since = state.since
    try world.issue(sender, to: [Self.commune], "Sau")
    try world.sync(sender)
    #expect(try self.state(issued).since == since, "a later acknowledgement does not move it")

    try world.sync(reader)
    try world.sync(sender)
    state = try self.state(issued)
    #expect(state.place == .arrived && state.status == .arrived && state.since != nil)
    #expect(state.statusTime == state.since)
    #expect(try mark(issued) == .untaken)

    let arrived = try #require(try world.inbox(reader).first { $0.document.code == issued.document.code })
    try world.act(reader) { try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived) }
    try world.sync(reader)
    try world.sync(sender)
    state = try self.state(issued)
    #expect(state.place == .arrived && state.status == .accepted)
    #expect(try #require(state.statusTime) > #require(state.since), "since its arrival, whatever was done later")
    #expect(try mark(issued) == nil)
    #expect(try found("o:tinh").isEmpty && found("o:may").isEmpty)
  }

  @Test(arguments: [Transport.folder, .mail]) func onACarrierUntilTheHubAcknowledgesIt(_ way: Transport) throws {
    let carried = try Carried(way, world)
    let issued = try world.issue(sender, to: [Self.commune])
    let before = Int64(world.clock.now)
    try carried.leave(sender)
    let since = try #require(try state(issued).since)
    #expect(try state(issued).place == .carrier(inLetter: way == .mail) && since > before)
    #expect(try mark(issued) == (way == .mail ? .inLetter : .onStick))
    #expect(try found("o:usb") == [issued.id])
    // What is written later is on this PC; written once more, the first stays where it has been.
    let other = try world.issue(sender, to: [Self.commune], "Sau")
    #expect(try state(other).place == .here)
    try carried.leave(sender)
    #expect(try state(issued).since == since)
    #expect(try #require(try state(other).since) > since)
    try carried.answer()
    #expect(try state(issued).place == .carrier(inLetter: way == .mail), "the answer is still on its way")
    try carried.leave(sender)
    #expect(try state(issued).place == .hub && state(other).place == .hub)
    #expect(try found("o:usb").isEmpty)
  }

  @Test func whatTheHubForgotIsOnThisPCAgain() throws {
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    let heads = try sender.office.acknowledged()
    let last = try #require(heads.last)
    let back = last.journal.entry(last.sequence - 1)
    try world.act(sender) { try $0.acknowledged(back, time: 1, receipt: nil) }
    #expect(try state(issued).place == .here)
    try world.act(sender) { try $0.acknowledged(last, time: 2_000, receipt: nil) }
    #expect(try state(issued).place == .hub && state(issued).since == 2_000)
  }

  @Test func sinceWhenIsNotSaidWhereItIsNotKnown() throws {
    let issued = try world.issue(sender, to: [Self.commune])
    let last = try #require(
      try sender.office.journalHeads().last { try $0.station == sender.office.stationName().station })
    // An old copy of the file: the hub has more of this station than the file.
    let beyond = last.journal.entry(last.sequence + 5)
    try world.act(sender) { try $0.acknowledged(beyond, time: 5_000, receipt: nil) }
    #expect(try state(issued).place == .hub && state(issued).since == nil)
  }

  @Test func aColleaguesDocumentIsAtTheHub() throws {
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    let folder = TemporaryFolder()
    let colleague = try world.fill(Self.department, .join, at: folder.path + "/office.db", as: "colleague")
    try world.sync(colleague)
    let line = try colleague.office.find(issued.document.code, today: colleague.day, direction: .outgoing)
    #expect(try state(line, colleague).place == .hub && state(line, colleague).since == nil)
    #expect(try colleague.office.deliveryMarks(of: [line.id])[line.id] == .hub)
  }

  @Test func whatTheHubKeepsBackIsHeldWithItsReason() throws {
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    let entry = try #require(EntryReference(issued.entry))
    try world.act(sender) {
      try $0.returned(entry, position: 9, code: "sender", vietnamese: "Tên khác.", english: "Another name.")
    }
    #expect(try state(issued).why == "Tên khác." && state(issued).place?.name == .held)
    #expect(try mark(issued) == .held)
    #expect(try found("o:giu") == [issued.id])
    #expect(try sender.office.notices().map(\.title.vietnamese) == [issued.document.code])
  }

  @Test func aRecallThatHasNotLeftThisPCSaysSo() throws {
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    try world.act(sender) { try $0.recall(issued, reason: "Nhầm") }
    #expect(try state(issued).recall == .here && state(issued).status == .recalled)
    #expect(try sender.office.trail(issued).last?.unsent == .here)
    try world.sync(sender)
    #expect(try state(issued).recall == nil)
    #expect(try sender.office.trail(issued).last?.unsent == nil)
  }

  @Test func whatCameBackIsFound() throws {
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    try world.sync(reader)
    let arrived = try #require(try world.inbox(reader).first)
    try world.act(reader) { try $0.sendBack(arrived, reason: "Nhầm nơi") }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try mark(issued) == .returned)
    for typed in ["trangthai:bi-tra-lai", "trang-thai:bi", "state:came-back"] {
      #expect(try found(typed) == [issued.id], "\(typed)")
    }
  }

  /// Before the first answer of the hub it is not known who takes part.
  @Test func beforeTheFirstExchangeItIsOnThisPC() throws {
    let late = try world.found("xa-2025-01360/ubnd")
    let issued = try world.issue(late, to: [Self.commune, "Công ty A"])
    let states = try late.office.card(issued).deliveries
    #expect(states.map(\.place) == [.here, nil] && states.map(\.way) == [.hub, .post])
    #expect(try late.office.deliveryMarks(of: [issued.id])[issued.id] == .here)
    try world.sync(late)
    #expect(try late.office.card(issued).deliveries.map(\.place) == [.hub, nil])
  }

  @Test func anOfficeThatJoinsLaterIsNoLongerServedByPost() throws {
    let late = "xa-2025-01360/ubnd"
    let issued = try world.issue(sender, to: [late])
    try world.sync(sender)
    #expect(try state(issued).way == .post && mark(issued) == nil)
    try world.found(late)
    try world.sync(sender)
    #expect(try state(issued).place == .hub && mark(issued) == .hub)
  }

  @Test func anOldFileKnowsWhatIsOnItsWay() throws {
    let folder = TemporaryFolder()
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    let path = folder.path + "/old.db"
    try sender.office.backup(to: path)
    try DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: """
          DROP TABLE delivery; DROP TABLE reached; DROP TABLE seen;
          DELETE FROM grdb_migrations WHERE identifier = 'places of documents';
          """)
      let added = [
        "newDocuments", "urgentDocuments", "returned", "receipts", "sentDocuments", "sentFiles", "fileBytes",
      ]
      for column in added { try db.execute(sql: "ALTER TABLE exchange DROP COLUMN \(column)") }
    }
    let old = try Office.open(path)
    let state = try old.card(issued).deliveries[0]
    #expect(state.place == .hub && state.since == nil)
    #expect(try old.deliveryMarks(of: [issued.id])[issued.id] == .hub)
  }
}
