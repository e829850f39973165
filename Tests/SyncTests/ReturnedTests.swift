import Exchange
import Office
import Records
import TestSupport
import Testing

@testable import Sync

/// What comes back of a sent document is work, until a clerk has seen it.
struct ReturnedTests {
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
    try world.sync(sender)
  }

  private func needs(on day: Day? = nil) throws -> [String] {
    try sender.office.inbox(today: day ?? sender.day, calendar: .shipped).map { "\($0.line.document.code) \($0.need)" }
  }

  private func listed(_ query: String) throws -> [Int64] {
    try sender.office.lines(ListQuery(try SearchQuery(query, today: sender.day)), limit: 10, today: sender.day).map(
      \.id)
  }

  private func see(_ line: DocumentLine, on day: Day? = nil) throws -> Int {
    let today = day ?? sender.day
    return try world.act(sender) { try $0.see(line, today: today, calendar: .shipped) }
  }

  private func sendBack(_ seat: ExchangeWorld.Seat, _ reason: String) throws {
    try world.sync(seat)
    let arrived = try #require(try world.inbox(seat).first { $0.state == .arrived })
    try world.act(seat) { try $0.sendBack(arrived, reason: reason) }
    try world.sync(seat)
    try world.sync(sender)
  }

  @Test func sentBackUntilSeen() throws {
    let issued = try world.issue(sender, to: Self.communes)
    let code = issued.document.code
    try world.sync(sender)
    #expect(try needs().isEmpty)
    try sendBack(readers[0], "Nhầm nơi nhận")
    #expect(try needs() == ["\(code) returned"])
    #expect(try sender.office.inboxCounts(today: sender.day, calendar: .shipped)[.returned] == 1)
    let found = try sender.office.returned(includingSeen: false, limit: 10)
    #expect(found.map(\.deliveries) == [[0]])
    #expect(found.first?.card.deliveries[0].why == "Nhầm nơi nhận")

    // The row names the office that it came back from.
    let names = try sender.office.card(issued).recipients.map(\.name)
    func rows() throws -> [[String]] {
      try sender.office.inbox(today: sender.day, calendar: .shipped).map(\.recipients)
    }
    #expect(try rows() == [[names[0]]])
    #expect(try listed("trangthai:chua-xem") == [issued.id] && listed("trangthai:tra-ve") == [issued.id])

    #expect(try see(issued) == 1)
    #expect(try listed("trangthai:chua-xem").isEmpty && listed("state:back") == [issued.id])
    #expect(try needs().isEmpty && sender.office.returned(includingSeen: false, limit: 10).isEmpty)
    #expect(try sender.office.returned(includingSeen: true, limit: 10).count == 1)
    #expect(throws: SeenRefusal.nothing(code)) { try see(issued) }
    // Another recipient sends it back: that is news; the first one stays seen.
    try sendBack(readers[1], "Không thuộc xã")
    #expect(try rows() == [[names[1]]])
    #expect(try needs() == ["\(code) returned"])
    #expect(try sender.office.returned(includingSeen: false, limit: 10).map(\.deliveries) == [[1]])
    #expect(try sender.office.verify().isSound)
  }

  @Test func whatWasUndoneAtTheRecipientIsNoWorkAndComesBackIfRepeated() throws {
    let issued = try world.issue(sender, to: [Self.communes[0]])
    try world.sync(sender)
    try sendBack(readers[0], "Một")
    #expect(try see(issued) == 1)
    try world.act(readers[0]) { _ = try $0.undoLast(of: nil) }
    try world.sync(readers[0])
    try world.sync(sender)
    #expect(try needs().isEmpty)
    try sendBack(readers[0], "Hai")
    #expect(try needs() == ["\(issued.document.code) returned"])
  }

  @Test func aRecallThatIsRefused() throws {
    let issued = try world.issue(sender, to: [Self.communes[0]])
    try world.sync(sender)
    try world.sync(readers[0])
    let arrived = try #require(try world.inbox(readers[0]).first)
    let line = try world.act(readers[0]) {
      try $0.register(arrived.document, arrivedOn: readers[0].day, arrival: arrived)
    }
    try world.sync(readers[0])
    try world.act(sender) { try $0.recall(issued, reason: "Nhầm") }
    try world.sync(sender)
    try world.sync(readers[0])
    try world.act(readers[0]) { _ = try $0.disagree(line, reason: "Đã làm xong") }
    try world.sync(readers[0])
    try world.sync(sender)
    #expect(try needs() == ["\(issued.document.code) recallRefused"])
    #expect(try see(issued) == 1)
    #expect(try needs().isEmpty)
  }

  @Test func aDocumentThatIsAnswered() throws {
    let issued = try world.issue(sender, to: Self.communes)
    try world.sync(sender)
    for (reader, hasAnswer) in zip(readers, [true, false]) {
      try world.sync(reader)
      let arrived = try #require(try world.inbox(reader).first)
      let answer = try hasAnswer ? world.issue(reader, to: [Self.department], "Báo cáo") : nil
      try world.act(reader) {
        let line = try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived)
        try $0.settle(line, answer: answer)
      }
      try world.sync(reader)
    }
    let code = "01/UBND"
    try world.sync(sender)
    #expect(try sender.office.card(issued).deliveries.map(\.note) == ["trả lời bằng \(code)", nil])
    #expect(try needs().contains("\(issued.document.code) answered"))
    #expect(try sender.office.returned(includingSeen: false, limit: 10).map(\.deliveries) == [[0]])
    #expect(try see(issued) == 1)
    #expect(try !needs().contains("\(issued.document.code) answered"))
  }

  @Test func notTakenAfterThreeWorkingDays() throws {
    let issued = try world.issue(sender, to: [Self.communes[0]])
    let code = issued.document.code
    // Friday; it waits on this PC, which is no neglect of the recipient.
    #expect(try needs(on: Day(2026, 12, 1)).isEmpty)
    try world.sync(sender)
    let late = "\(code) untaken"
    let since = Day(unixSeconds: Int(try #require(try sender.office.card(issued).deliveries[0].since) / 1000))
    let third = WorkingCalendar.shipped.adding(workingDays: 3, to: since)
    #expect(try needs(on: third).isEmpty)
    let after = WorkingCalendar.shipped.adding(workingDays: 4, to: since)
    #expect(try needs(on: after) == [late])
    #expect(try see(issued, on: after) == 1)
    #expect(try needs(on: after).isEmpty)
    // It arrives, and nobody registers it: that is something else.
    try world.sync(readers[0])
    try world.sync(sender)
    #expect(try needs(on: after) == [late])
    #expect(try needs(on: since.adding(days: 200)).isEmpty, "after three months nobody is reminded")
  }

  @Test func whatTheHubHolds() throws {
    let issued = try world.issue(sender, to: [Self.communes[0]])
    try world.sync(sender)
    let entry = try #require(EntryReference(issued.entry))
    try world.act(sender) {
      try $0.returned(entry, position: 9, code: "field", vietnamese: "Quá dài.", english: "Too long.")
    }
    #expect(try needs() == ["\(issued.document.code) held"])
    #expect(try see(issued) == 1)
    #expect(try needs().isEmpty)
  }

  @Test func onlySentDocumentsAreSeen() throws {
    try world.issue(sender, to: [Self.communes[0]])
    try world.sync(sender)
    try world.sync(readers[0])
    let arrived = try #require(try world.inbox(readers[0]).first)
    #expect(throws: SeenRefusal.incoming("moi-1")) {
      try world.act(readers[0]) { try $0.see(arrived, today: readers[0].day, calendar: .shipped) }
    }
  }

  @Test func aFileOnItsWayIsNotLost() throws {
    let folder = TemporaryFolder()
    let file = try folder.write("phu-luc.pdf", noise(200_000))
    try world.issue(sender, to: [Self.communes[0]], attach: [file])
    try world.sync(sender)
    // The connection breaks while the file is on its way.
    let reader = readers[0]
    _ = try world.sync(reader, cut: { $0 > 90_000 })
    let arrived = try #require(try world.inbox(reader).first)
    let card = try reader.office.card(arrived)
    let awaited = try #require(card.awaited[card.files[0].sha256])
    #expect(awaited.size == 200_000 && (1..<200_000).contains(awaited.arrived))
    #expect(awaited.sender == "Sở Nội vụ tỉnh Cao Bằng")
    #expect(try reader.office.awaitingFiles(of: [arrived.id]) == [arrived.id])
    #expect(throws: FileRefusal.underway("phu-luc.pdf", awaited)) { try reader.office.bytes(of: card.files[0]) }
    let words = AwaitedFile(size: 300_000, arrived: 120_000, sender: "Sở Nội vụ").words.vietnamese
    #expect(words == "chưa về: nơi gửi (Sở Nội vụ) còn đang gửi, đã có 120 / 300 kB")
    try world.sync(reader)
    #expect(try reader.office.card(arrived).awaited.isEmpty)
    #expect(try reader.office.awaitingFiles(of: [arrived.id]).isEmpty)
  }
}
