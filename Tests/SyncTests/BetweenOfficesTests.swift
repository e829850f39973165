import Exchange
import Office
import Records
import Sync
import TestSupport
import Testing

/// What one office issues arrives, is registered, routed and settled at another, and the sender sees it.
struct BetweenOfficesTests {
  static let province = "so-noi-vu"
  static let commune = "xa-2025-01351/ubnd"
  static let other = "xa-2025-01360/ubnd"

  @Test func aDocumentIsFollowedToItsEnd() throws {
    let world = try ExchangeWorld()
    let (sender, reader) = (try world.found(Self.province), try world.found(Self.commune))
    let issued = try world.issue(sender, to: [Self.commune])
    #expect(try world.states(sender, issued) == [nil])
    #expect(try world.sync(sender) == .done)
    #expect(try world.inbox(reader).isEmpty)
    #expect(try world.sync(reader) == .done)

    let arrived = try #require(try world.inbox(reader).first)
    #expect(arrived.state == .arrived)
    #expect(arrived.reference == "moi-1")
    #expect(arrived.document.code == issued.document.code)
    #expect(arrived.document.subject == "Về việc rà soát hộ nghèo")
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["01"])

    let line = try world.act(reader) { try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived) }
    #expect(line.number == 1 && line.state == .accepted && line.id == arrived.id)
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["03"])
    #expect(try sender.office.card(issued).deliveries[0].note == "số đến 1, ngày 20/11/2026")

    try world.act(reader) { try $0.route(line, to: [Assignment(unit: "Tư pháp", role: .lead)]) }
    try world.act(reader) { try $0.progress(line, note: "đã họp") }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["05"])
    try world.act(reader) { try $0.settle(line) }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["06"])
    for seat in [sender, reader] { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }

  @Test func whatTheReaderDoesWithItStaysInItsOffice() throws {
    let world = try ExchangeWorld()
    let (sender, reader) = (try world.found(Self.province), try world.found(Self.commune))
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    try world.sync(reader)
    let arrived = try world.inbox(reader)[0]
    try world.act(reader) {
      let line = try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived)
      try $0.route(line, to: [Assignment(unit: "Công an", role: .lead)], instruction: "Chuyện nội bộ")
    }
    try world.sync(reader)
    try world.sync(sender)
    let heard = try sender.office.trail(issued).filter(\.isReceived).map(\.entry.act.name)
    #expect(Set(heard) == [.reported])
    #expect(try sender.office.verify().isSound)
  }

  @Test func onlyThoseItIsFor() throws {
    let world = try ExchangeWorld()
    let (sender, reader, other) = (
      try world.found(Self.province), try world.found(Self.commune), try world.found(Self.other)
    )
    try world.issue(sender, to: [Self.commune])
    for seat in [sender, reader, other] { try world.sync(seat) }
    #expect(try world.inbox(reader).count == 1)
    #expect(try world.inbox(other).isEmpty)
  }

  @Test func whatIsMisdirectedComesBackWithItsReason() throws {
    let world = try ExchangeWorld()
    let (sender, reader) = (try world.found(Self.province), try world.found(Self.commune))
    let issued = try world.issue(sender, to: [Self.commune])
    try world.sync(sender)
    try world.sync(reader)
    let arrived = try world.inbox(reader)[0]
    try world.act(reader) { try $0.sendBack(arrived, reason: "Gửi nhầm cơ quan") }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["02"])
    #expect(try sender.office.card(issued).deliveries[0].note == "Gửi nhầm cơ quan")
    // The clerk was wrong: it is addressed to this office after all.
    try world.act(reader) { _ = try $0.undoLast(of: nil) }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["01"])
  }

  @Test func whoHasNoStationIsServedByPost() throws {
    let world = try ExchangeWorld()
    let (sender, _) = (try world.found(Self.province), try world.found(Self.commune))
    try world.sync(sender)
    let issued = try world.issue(sender, to: [Self.commune, Self.other, "Công ty TNHH Một Mình"])
    try world.sync(sender)
    #expect(try sender.office.card(issued).deliveries.map(\.way) == [.hub, .post, .post])
  }

  @Test func aFileComesWithItsDocument() throws {
    let world = try ExchangeWorld()
    let (sender, reader) = (try world.found(Self.province), try world.found(Self.commune))
    let folder = TemporaryFolder()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    let path = try folder.write("bản vẽ.pdf", bytes)
    try world.issue(sender, to: [Self.commune], attach: [path])
    #expect(try world.sync(sender) == .done)
    #expect(try world.sync(reader) == .done)
    let arrived = try world.inbox(reader)[0]
    let file = try #require(try reader.office.files(arrived).first)
    #expect(file.name == "bản vẽ.pdf" && file.size == 200_000)
    try reader.office.save(file, to: folder.path + "/ra.pdf")
    #expect(try folder.read("ra.pdf") == bytes)
    // The hub has it: it is not sent again.
    let sent = sender.exchange.tally.sentBytes
    try world.issue(sender, to: [Self.commune], "Lần hai", attach: [path])
    try world.sync(sender)
    #expect(sender.exchange.tally.sentBytes - sent < 5_000)
    #expect(try reader.office.verify().isSound && sender.office.verify().isSound)
  }

  @Test func behindACutOnlyWhatTheHubLacksOfAFileIsSent() throws {
    let world = try ExchangeWorld()
    let sender = try world.found(Self.province)
    let folder = TemporaryFolder()
    let path = try folder.write("quét.pdf", (0..<60_000).map { _ in UInt8.random(in: 0...255) })
    try world.issue(sender, to: [Self.commune], attach: [path])
    var isCut = false
    let end = try world.sync(sender) { passed in
      defer { isCut = isCut || passed > 45_000 }
      return passed > 45_000 && !isCut
    }
    #expect(end == .done && isCut)
    // The part that was on its way counts twice, and those that arrived complete once.
    #expect(sender.exchange.tally.sentPieces <= 60_000 / (8 << 10) + 3)
  }

  @Test func aRecalledDocumentIsDestroyedAndItsTraceStays() throws {
    let world = try ExchangeWorld()
    let (sender, reader) = (try world.found(Self.province), try world.found(Self.commune))
    let folder = TemporaryFolder()
    let path = try folder.write("mật thư.txt", Array("nội dung".utf8))
    let issued = try world.issue(sender, to: [Self.commune], attach: [path])
    try world.sync(sender)
    try world.sync(reader)
    let arrived = try world.inbox(reader)[0]
    let line = try world.act(reader) { try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived) }
    try world.act(sender) { try $0.recall(issued, reason: "Ký nhầm") }
    #expect(try world.states(sender, issued) == ["13"])
    try world.sync(sender)
    try world.sync(reader)
    let asked = try #require(try reader.office.inbox(today: reader.day, calendar: .shipped).first)
    #expect(asked.need == .requested && asked.line.number == 1)
    try world.act(reader) { try $0.agree(line) }
    let withdrawn = try reader.office.find("1", today: reader.day)
    #expect(withdrawn.state == .withdrawn && withdrawn.number == 1 && withdrawn.files == 0)
    #expect(!withdrawn.document.subject.contains("hộ nghèo"))
    #expect(try reader.office.files(withdrawn).isEmpty)
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["15"])
    #expect(try reader.office.verify().findings.map(\.words.english) == [])
  }

  /// Returns a document that the reader has registered, as its number 1.
  private func registered(
    _ world: ExchangeWorld, to organs: [Organ.ID] = [commune]
  ) throws -> (sender: ExchangeWorld.Seat, reader: ExchangeWorld.Seat, issued: DocumentLine) {
    let (sender, reader) = (try world.found(Self.province), try world.found(Self.commune))
    let issued = try world.issue(sender, to: organs)
    try world.sync(sender)
    try world.sync(reader)
    let arrived = try world.inbox(reader)[0]
    try world.act(reader) { try $0.register(arrived.document, arrivedOn: reader.day, arrival: arrived) }
    return (sender, reader, issued)
  }

  @Test func aRecallMayBeRefused() throws {
    let world = try ExchangeWorld()
    let (sender, reader, issued) = try registered(world)
    try world.act(sender) { try $0.recall(issued, reason: "Ký nhầm") }
    try world.sync(sender)
    try world.sync(reader)
    let line = try reader.office.find("1", today: reader.day)
    try world.act(reader) { try $0.disagree(line, reason: "Đã giải quyết") }
    #expect(try reader.office.find("1", today: reader.day).state == .accepted)
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["16"])
    #expect(throws: ReportingRefusal.self) { try world.act(reader) { try $0.agree(line) } }
  }

  /// Addressed to it and to an office that was merged into it: both lines are its own.
  @Test func anOfficeNamedTwiceAnswersForBoth() throws {
    let world = try ExchangeWorld()
    let merged = try #require(try world.hub.directory[Self.commune]?.predecessors.first)
    let (sender, reader, issued) = try registered(world, to: [merged, Self.commune])
    try world.sync(reader)
    try world.act(sender) { try $0.recall(issued, reason: "Ký nhầm") }
    try world.sync(sender)
    try world.sync(reader)
    let line = try reader.office.find("1", today: reader.day)
    try world.act(reader) { try $0.disagree(line, reason: "Đã giải quyết") }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["16", "16"])
  }

  /// Two communes were called Hưng Đạo: one still is, the other was merged into Tam Kim. The code says which one is
  /// addressed.
  @Test func anOfficeDoesNotAnswerForOneThatHadItsName() throws {
    let world = try ExchangeWorld()
    let (namesake, elsewhere) = ("xa-01783/ubnd", "xa-2025-01774/ubnd")
    #expect(try world.hub.directory[namesake]?.name == world.hub.directory[Self.commune]?.name)
    let other = try world.found(elsewhere)
    let (sender, reader, issued) = try registered(world, to: [Self.commune, namesake])
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["03", nil])
    #expect(try reader.office.notices().isEmpty)
    try world.sync(other)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["03", "01"])
  }

  /// An office that refused to send it back continues its work: that is no new answer.
  @Test func aRefusedRecallStaysRefused() throws {
    let world = try ExchangeWorld()
    let (sender, reader, issued) = try registered(world)
    // Consent to an update is no answer to a recall.
    try world.act(sender) { try $0.correct(issued, .subject, to: "Về việc khác", reason: "gõ sai") }
    try world.sync(sender)
    try world.sync(reader)
    let updated = try reader.office.find("1", today: reader.day)
    try world.act(reader) { try $0.agree(updated) }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["15"])
    try world.act(sender) { try $0.recall(issued, reason: "Ký nhầm") }
    #expect(try world.states(sender, issued) == ["13"])
    try world.sync(sender)
    try world.sync(reader)
    #expect(try world.states(sender, issued) == ["13"])
    let line = try reader.office.find("1", today: reader.day)
    try world.act(reader) { try $0.disagree(line, reason: "Đã giải quyết") }
    try world.act(reader) { try $0.settle(try $0.current(line), note: nil) }
    try world.sync(reader)
    try world.sync(sender)
    #expect(try world.states(sender, issued) == ["16"])
    #expect(try sender.office.card(issued).deliveries[0].note == "Đã giải quyết")
    for seat in [sender, reader] { #expect(try seat.office.verify().findings.map(\.words.english) == []) }
  }
}
