import Office
import Records
import TestSupport
import Testing

@testable import Sync

/// A document that was taken back before it left, or before its reader fetched it, reaches nobody; its office knows.
struct KeptBackTests {
  static let department = "so-noi-vu"
  static let communes = ["xa-2025-01351/ubnd", "xa-2025-01360/ubnd"]

  private let world: ExchangeWorld
  private let sender: ExchangeWorld.Seat
  private let readers: [ExchangeWorld.Seat]

  init() throws {
    let world = try ExchangeWorld()
    self.world = world
    sender = try world.found(Self.department)
    readers = try Self.communes.map { try world.found($0) }
    for seat in [sender] + readers { try world.sync(seat) }
  }

  private func states(_ line: DocumentLine) throws -> [DeliveryState] {
    try sender.office.card(try sender.office.lines(ids: [line.id])[0]).deliveries
  }

  private func syncAll() throws { for seat in readers + [sender] { try world.sync(seat) } }

  @Test(arguments: [true, false]) func recalledBeforeItLeft(isRecall: Bool) throws {
    let folder = TemporaryFolder()
    let path = try folder.write("mật.txt", Array("nội dung".utf8))
    let issued = try world.issue(sender, to: Self.communes, attach: [path])
    let later = try world.issue(sender, to: Self.communes, "Về việc khác")
    try world.act(sender) {
      _ = isRecall ? try $0.recall(issued, reason: "Ký nhầm") : try $0.void(issued, reason: "Ký nhầm")
    }
    try world.sync(sender)
    try syncAll()
    for reader in readers {
      #expect(try world.inbox(reader).map(\.document.code) == [later.document.code])
      let notices = try reader.office.notices()
      #expect(notices.map(\.code) == ["withdrawn"] && notices.allSatisfy { !$0.isTrouble })
      #expect(notices[0].title.vietnamese == "thu hồi" && notices[0].words.vietnamese.hasPrefix(issued.document.code))
      #expect(try reader.office.awaited().isEmpty && reader.office.verify().isSound)
    }
    let states = try states(issued)
    #expect(states.map(\.place) == [.keptBack(everywhere: true), .keptBack(everywhere: true)])
    #expect(states.map(\.status) == [nil, nil])
    #expect(states[0].why == "thu hồi kịp, chưa nơi nào nhận")
    #expect(try sender.office.notices().map(\.isTrouble) == [false])
    #expect(
      try sender.office.notices().map(\.words.vietnamese)
        == ["Thu hồi kịp \(issued.document.code), chưa nơi nào nhận."])
    #expect(try sender.office.deliveryMarks(of: [issued.id]).isEmpty)
    #expect(try sender.office.verify().isSound)
    // Who is not at a recall's end waits for nothing more.
    #expect(
      try sender.office.inbox(today: sender.day.adding(days: 20), calendar: .shipped).allSatisfy {
        $0.line.id != issued.id
      })
  }

  @Test func oneHasItAndTheOtherNot() throws {
    let issued = try world.issue(sender, to: Self.communes)
    try world.sync(sender)
    try world.sync(readers[0])
    try world.act(sender) { try $0.recall(issued, reason: "Ký nhầm") }
    try world.sync(sender)
    try syncAll()
    #expect(try world.inbox(readers[0]).map(\.state) == [.arrived])
    #expect(try readers[0].office.inbox(today: sender.day, calendar: .shipped).map(\.need) == [.requested])
    #expect(try world.inbox(readers[1]).isEmpty)
    let states = try states(issued)
    #expect(states.map(\.status) == [.recalled, nil])
    #expect(states.map(\.place) == [.arrived, .keptBack(everywhere: false)])
    #expect(states[1].why == "thu hồi kịp, chưa chuyển đến")
    let query = ListQuery(try SearchQuery("o:giu-lai", today: sender.day))
    #expect(try sender.office.lines(query, limit: 10, today: sender.day).map(\.id) == [issued.id])
  }

  @Test func aVoidingThatIsUndone() throws {
    let issued = try world.issue(sender, to: Self.communes)
    try world.act(sender) { try $0.void(issued, reason: "Nhầm") }
    try world.sync(sender)
    try syncAll()
    try world.act(sender) { _ = try $0.undo(issued) }
    #expect(try states(issued).map(\.place) == [.hub, .hub])
    try world.sync(sender)
    try syncAll()
    for reader in readers {
      #expect(try world.inbox(reader).map(\.document.code) == [issued.document.code])
      #expect(try reader.office.inbox(today: sender.day, calendar: .shipped).map(\.need) == [.arrived])
      #expect(try reader.office.verify().isSound)
    }
    #expect(try states(issued).map(\.status) == [.arrived, .arrived])
  }

  @Test func aColleagueSeesTheSame() throws {
    let folder = TemporaryFolder()
    let issued = try world.issue(sender, to: Self.communes)
    try world.act(sender) { try $0.recall(issued, reason: "Nhầm") }
    try world.sync(sender)
    try world.sync(sender)
    let colleague = try world.fill(Self.department, .join, at: folder.path + "/office.db", as: "colleague")
    try world.sync(colleague)
    let line = try colleague.office.find(issued.document.code, today: colleague.day, direction: .outgoing)
    #expect(try colleague.office.card(line).deliveries.map(\.place?.name) == [.keptBack, .keptBack])
  }
}
