import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// What was taken back before it was given is not delivered.
struct WithdrawalTests {
  let world = try! World()
  let sender: TestStation
  let readers: [TestStation]
  private var offices: [Organ.ID] { readers.map(\.organ) }

  init() throws {
    sender = try world.station(World.province)
    let communes = World.communes.filter { $0.id.hasSuffix("/ubnd") }.prefix(3)
    readers = try communes.map { [world] in try world.station($0.id) }
  }

  private func exchangeAll() throws { for reader in readers { try reader.exchange() } }

  private func recall(_ document: EntryReference) throws -> EntryReference {
    try sender.does(.recalled(.init(document: document, reason: "Ký nhầm")))
  }

  private func withdrawn(_ station: TestStation) -> [Notice] { station.notices.filter { $0.code == "withdrawn" } }
  private var keptBack: [String] { sender.notices.map(\.code).filter { $0.hasPrefix("keptBack") } }
  private func expectSound() throws { #expect(try world.hub.verify().faults.isEmpty) }

  @Test func aRecallInTheSamePacketIsInTime() throws {
    let file = sender.file(Array("mật".utf8))
    let document = try sender.issues(15, to: offices)
    try sender.does(.attached(.init(document: document, file: file)))
    try sender.does(.corrected(.init(document: document, field: .subject, old: "a", new: "b", reason: "nhầm")))
    let recall = try recall(document)
    let other = try sender.issues(16, to: offices)
    try sender.exchange()
    try exchangeAll()
    for reader in readers {
      #expect(reader.mail.values.map(\.reference) == [other])
      let notice = try #require(withdrawn(reader).first)
      #expect(withdrawn(reader).count == 1 && notice.entry == recall && reader.cursor?.position == 2)
      #expect(notice.words.vietnamese.hasPrefix("15/UBND-VX ngày 20/11/2026 của "), "\(notice.words.vietnamese)")
      #expect(!notice.words.vietnamese.contains("họp"))
    }
    try sender.exchange()
    try sender.exchange()
    #expect(keptBack == ["keptBack"])
    // The content is its office's own: no reader may have it.
    let holders = try world.hub.read { try String.fetchAll($0, sql: "SELECT organ FROM possessed") }
    #expect(holders == [World.province])
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM readings") } == 0)
    try expectSound()
  }

  @Test func eachReaderByItself() throws {
    let document = try sender.issues(1, to: offices)
    try sender.exchange()
    try readers[0].exchange()
    let recall = try recall(document)
    try sender.exchange()
    try exchangeAll()
    #expect(try readers[0].received.map(\.name) == [.issued, .recalled])
    for reader in readers.dropFirst() { #expect(reader.mail.isEmpty && withdrawn(reader).map(\.entry) == [recall]) }
    try sender.exchange()
    #expect(keptBack == ["keptBack \(offices[1]) \(offices[2])"])
    // A second recall says nothing more to those who know of none.
    try sender.does(.voided(.init(document: document, reason: "Hủy")))
    try sender.exchange()
    try exchangeAll()
    #expect(try readers[0].received.map(\.name) == [.issued, .recalled, .voided])
    #expect(readers[1].mail.isEmpty && withdrawn(readers[1]).count == 1)
    try expectSound()
  }

  @Test(arguments: [Transport.folder, .mail]) func whatWasWrittenOnACarrierIsGiven(way: Transport) throws {
    let document = try sender.issues(1, to: offices)
    try sender.exchange()
    // The answer is written and lost on its way.
    let packet = try SealedWriter.packet(readers[0].parts(), to: world.hub.keys.agreement.publicKey)
    _ = try readers[0].raw(packet, over: way)
    _ = try recall(document)
    try sender.exchange()
    try exchangeAll()
    #expect(try readers[0].received.map(\.name) == [.issued, .recalled])
    #expect(readers[1].mail.isEmpty)
    try expectSound()
  }

  @Test func anAnswerWithoutRoomForItHasNotGivenIt() throws {
    let document = try sender.issues(1, to: offices)
    try sender.exchange()
    readers[0].room = 300
    try readers[0].exchange()
    #expect(readers[0].mail.isEmpty)
    readers[0].room = nil
    _ = try recall(document)
    try sender.exchange()
    try readers[0].exchange()
    #expect(readers[0].mail.isEmpty && withdrawn(readers[0]).count == 1)
  }

  /// What comes after it moves up; other stations of the office follow.
  @Test func theMailboxStaysWithoutAGap() throws {
    let document = try sender.issues(1, to: offices)
    let later = try (2...40).map { try sender.issues($0, to: offices) }
    try sender.does(.corrected(.init(document: document, field: .subject, old: "a", new: "b", reason: "nhầm")))
    try sender.exchange()
    let colleague = try world.station(offices[0], .join)
    #expect(colleague.mail.count == 41)
    _ = try recall(document)
    try sender.exchange()
    try exchangeAll()
    try colleague.exchange()
    #expect(try colleague.received.map(\.name).suffix(2) == [.corrected, .recalled])
    #expect(readers[1].mail.keys.sorted() == Array(2...40))
    #expect(readers[1].mail.sorted { $0.key < $1.key }.map(\.value.reference) == later)
    try expectSound()
  }

  @Test(arguments: [false, true]) func aVoidingThatIsUndoneGivesItAfterAll(wasGiven: Bool) throws {
    let document = try sender.issues(1, to: offices)
    try sender.does(.corrected(.init(document: document, field: .subject, old: "a", new: "b", reason: "nhầm")))
    let voiding = try sender.does(.voided(.init(document: document, reason: "Nhầm")))
    try sender.exchange()
    if wasGiven { try exchangeAll() }
    try sender.does(.undone(.init(entry: voiding, document: document)))
    try sender.does(.corrected(.init(document: document, field: .subject, old: "b", new: "c", reason: "nhầm")))
    try sender.exchange()
    try exchangeAll()
    for reader in readers {
      #expect(try reader.received.map(\.name) == [.issued, .corrected, .corrected])
      #expect(withdrawn(reader).count == (wasGiven ? 1 : 0))
      try reader.does(
        .reported(.init(document: document, recipient: reader.organ, status: .arrived, note: nil, answers: nil)))
      try reader.exchange()
      #expect(reader.notices.allSatisfy { $0.code == "withdrawn" })
    }
    // From now on it is given.
    try sender.does(.voided(.init(document: document, reason: "Lần nữa")))
    try sender.exchange()
    try exchangeAll()
    for reader in readers { #expect(try reader.received.last?.name == .voided) }
    try expectSound()
  }

  @Test func aColleagueWhoIssuesTheDraftOnceMoreGivesItToNobody() throws {
    let colleague = try world.station(sender.organ, .join)
    let draft = try sender.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try sender.issues(1, to: [offices[0]], draft: draft)
    _ = try recall(draft)
    try sender.exchange()
    try colleague.issues(2, to: Array(offices.prefix(2)), draft: draft)
    try colleague.exchange()
    try exchangeAll()
    for reader in readers.prefix(2) { #expect(reader.mail.isEmpty && withdrawn(reader).count == 1) }
    try expectSound()
  }

  /// A hostile PC of the office issues what a colleague has issued, as if it were a draft, and the hub hears of that
  /// first. The recall takes both back: nobody keeps a document whose recall is not told.
  @Test func whatAColleagueIssuedAgainIsTakenBackWithIt() throws {
    let colleague = try world.station(sender.organ, .join)
    let document = try sender.issues(1, to: offices)
    try colleague.issues(2, to: offices, draft: document)
    try colleague.exchange()
    try sender.exchange()
    let recall = try recall(document)
    try sender.exchange()
    try exchangeAll()
    for reader in readers { #expect(reader.mail.isEmpty && withdrawn(reader).map(\.entry) == [recall]) }
    try expectSound()
  }

  /// The colleague's recall comes before the document itself.
  @Test func aRecallThatComesFirst() throws {
    let colleague = try world.station(sender.organ, .join)
    let document = try sender.issues(1, to: offices)
    try colleague.does(.recalled(.init(document: document, reason: "Ký nhầm")))
    try colleague.exchange()
    try sender.exchange()
    try exchangeAll()
    for reader in readers { #expect(reader.mail.isEmpty && withdrawn(reader).count == 1) }
    try sender.exchange()
    #expect(keptBack == ["keptBack"])
    try expectSound()
  }

  /// A hub that was put back does not know what it gave before: it asks everybody.
  @Test func afterARollbackOfTheHubWhatIsOlderMayHaveBeenGiven() throws {
    let document = try sender.issues(1, to: offices)
    try world.hub.startNewIncarnation()
    _ = try recall(document)
    try sender.exchange()
    try exchangeAll()
    for reader in readers { #expect(try reader.received.map(\.name) == [.issued, .recalled]) }
    #expect(keptBack.isEmpty)
    world.now += 2 * 86_400_000
    let new = try sender.issues(2, to: offices)
    _ = try recall(new)
    try sender.exchange()
    try exchangeAll()
    for reader in readers { #expect(withdrawn(reader).count == 1) }
  }

  @Test func nobodyReadsOnThePageWhatWasKeptBack() throws {
    let document = try sender.issues(1, to: offices)
    try sender.exchange()
    try readers[0].exchange()
    _ = try recall(document)
    try sender.exchange()
    let readable = try world.hub.read {
      try String.fetchAll($0, sql: "SELECT organ FROM readers WHERE document = ?", arguments: [document.description])
    }
    #expect(readable == [offices[0]])
    let facts = try world.hub.read { try String.fetchOne($0, sql: "SELECT facts FROM listedWords") }
    #expect(facts?.contains(Listing.fact(offices[1])) == false && facts?.contains(Listing.fact(offices[0])) == true)
    // It is no trouble of the province.
    #expect(
      try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM mailboxes WHERE code IS NOT NULL") } == 3)
    let page = try HubReader(of: world.hub)
    #expect(try page.notices(before: nil, limit: 10).isEmpty)
  }
}
