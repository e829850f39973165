import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// Which offices an entry reaches.
struct RoutingTests {
  let world = try! World()
  let sender: TestStation
  let communes: [Organ]

  init() throws {
    sender = try world.station(World.province)
    communes = Array(World.communes.filter { $0.id.hasSuffix("/ubnd") }.prefix(4))
  }

  private func mailbox(_ organ: Organ.ID) throws -> [String?] {
    try world.hub.read {
      try Optional<String>.fetchAll(
        $0, sql: "SELECT code FROM mailboxes WHERE organ = ? ORDER BY position", arguments: [organ])
    }
  }

  @Test func aDocumentReachesItsRecipientsOnceAndNobodyElse() throws {
    let readers = try communes.prefix(3).map { try world.station($0.id) }
    try sender.issues(1, to: [communes[0].id, World.province, communes[1].id, communes[0].id])
    try sender.exchange()
    for reader in readers {
      try reader.exchange()
      try reader.exchange()
    }
    #expect(readers.map(\.mail.count) == [1, 1, 0])
    #expect(readers[0].mail[1] == sender.entries[0])
    #expect(try mailbox(World.province).isEmpty)
  }

  @Test func aDeliveryProvesThatItsStationWroteIt() throws {
    let reader = try world.station(communes[0].id)
    for number in 1...9 { try sender.issues(number, to: number % 3 == 0 ? [communes[0].id] : []) }
    try sender.exchange()
    let deliveries = try reader.exchange().compactMap(\.delivery)
    #expect(deliveries.flatMap(\.items).map(\.position) == [1, 2, 3])
    for delivery in deliveries { try delivery.verify(key: sender.signing.publicKey) }
  }

  @Test func aMemberOfAGroupIsARecipientLikeAnyOther() throws {
    let group = communes.map { Recipient(name: $0.name, organID: $0.id, group: "Các xã, phường") }
    try sender.does(
      .issued(
        .init(
          document: TestStation.document("1/UBND"), book: "di-2026", number: 1, suffix: nil, to: group, draft: nil,
          reason: nil, files: nil, replaces: nil)))
    try sender.exchange()
    for commune in communes { #expect(try mailbox(commune.id) == [nil]) }
  }

  @Test func aRecipientIsFoundByKeyByCodeOrByItsExactName() throws {
    try world.hub.list([Organ(id: "so-x", name: "Sở X tỉnh Cao Bằng", level: .department, newCode: "H14.99")])
    try sender.does(
      .issued(
        .init(
          document: TestStation.document("1/UBND"), book: "di-2026", number: 1, suffix: nil,
          to: [
            Recipient(name: "tên khác", organID: communes[0].id), Recipient(name: "tên khác", organID: "H14.99"),
            Recipient(name: communes[1].name), Recipient(name: "Công ty TNHH Không Có"),
            Recipient(name: "Bệnh viện", organID: "không-có"),
          ], draft: nil, reason: nil, files: nil, replaces: nil)))
    try sender.exchange()
    #expect(try mailbox(communes[0].id) == [nil])
    #expect(try mailbox("so-x") == [nil])
    #expect(try mailbox(communes[1].id) == [nil])
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM mailboxes") } == 3)
    #expect(sender.notices.isEmpty)
  }

  @Test func theMailOfAMergedCommuneGoesToItsSuccessor() throws {
    let former = try #require(OrganDirectory.shipped[communes[0].predecessors[0]])
    let reader = try world.station(communes[0].id)
    let document = try sender.issues(1, to: [former.id])
    try sender.exchange()
    try reader.exchange()
    #expect(reader.mail.count == 1)
    // It answers in place of the office that was named.
    try reader.does(
      .reported(.init(document: document, recipient: former.name, status: .arrived, note: nil, answers: nil)))
    try reader.exchange()
    try sender.exchange()
    #expect(sender.mail.count == 1 && reader.notices.isEmpty)
  }

  @Test func anOfficeThatIsMergedLaterIsFoundInItsSuccessor() throws {
    try world.hub.list([
      Organ(id: "so-a", name: "Sở A", level: .department), Organ(id: "so-b", name: "Sở B", level: .department),
    ])
    let document = try sender.issues(1, to: ["so-a"])
    try sender.exchange()
    let yesterday = world.hub.today.adding(days: -1)
    try world.hub.list([
      Organ(id: "so-a", name: "Sở A", level: .department, validTo: yesterday, successors: ["so-b"]),
      Organ(id: "so-b", name: "Sở B", level: .department, validFrom: world.hub.today, predecessors: ["so-a"]),
    ])
    let reader = try world.station("so-b")
    try sender.does(.recalled(.init(document: document, reason: "sai số")))
    try sender.exchange()
    try reader.exchange()
    #expect(try reader.received.map(\.name) == [.recalled])
    try reader.does(.reported(.init(document: document, recipient: "Sở A", status: .agreed, note: nil, answers: nil)))
    try reader.exchange()
    #expect(reader.notices.isEmpty)
    #expect(try sender.exchange().compactMap(\.delivery).count == 1)
  }

  @Test func whatHappensToADocumentReachesThoseWhoHaveIt() throws {
    let reader = try world.station(communes[0].id)
    let other = try world.station(communes[1].id)
    let mine = try sender.issues(1, to: [communes[0].id])
    let draft = try sender.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try sender.does(
      .corrected(.init(document: mine, field: .subject, old: "a", new: "b", reason: "nhầm")))
    try sender.does(.corrected(.init(document: draft, field: .subject, old: "a", new: "b", reason: "nhầm")))
    try sender.exchange()
    try reader.exchange()
    try sender.does(.recalled(.init(document: mine, reason: "sai")))
    try sender.does(.settled(.init(document: mine, answer: nil, note: nil)))
    try sender.exchange()
    try reader.exchange()
    try other.exchange()
    #expect(try reader.received.map(\.name) == [.issued, .corrected, .recalled])
    #expect(other.mail.isEmpty && sender.notices.isEmpty)
  }

  @Test func whatAReaderDidIsNotTakenBackByTheSender() throws {
    let reader = try world.station(communes[0].id)
    let mine = try sender.issues(1, to: [communes[0].id])
    try sender.exchange()
    let theirs = try reader.does(.settled(.init(document: mine, answer: nil, note: nil)))
    try reader.exchange()
    let own = try sender.does(.corrected(.init(document: mine, field: .subject, old: "a", new: "b", reason: "nhầm")))
    for entry in [theirs, own] { try sender.does(.undone(.init(entry: entry, document: mine))) }
    try sender.exchange()
    try reader.exchange()
    #expect(try reader.received.map(\.name) == [.issued, .corrected, .undone])
    #expect(sender.notices.map(\.code) == ["audience"])
  }

  @Test func aDocumentIsKnownByItsDraft() throws {
    let reader = try world.station(communes[0].id)
    let draft = try sender.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try sender.issues(1, to: [communes[0].id], draft: draft)
    try sender.exchange()
    try reader.exchange()
    try sender.does(.recalled(.init(document: draft, reason: "sai")))
    try sender.exchange()
    try reader.exchange()
    #expect(try reader.received.map(\.name) == [.issued, .recalled])
  }

  @Test func whoIsAddressedWhenADraftIsIssuedAgainIsGivenWhatWasToldSinceTheFirst() throws {
    let readers = try communes.prefix(2).map { try world.station($0.id) }
    let colleague = try world.station(sender.organ, .join)
    let draft = try sender.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try sender.does(.corrected(.init(document: draft, field: .subject, old: "a", new: "b", reason: "nhầm")))
    try sender.issues(1, to: [communes[0].id], draft: draft)
    try sender.exchange()
    try readers[0].exchange()
    try sender.does(.corrected(.init(document: draft, field: .subject, old: "b", new: "c", reason: "nhầm")))
    try sender.exchange()
    try colleague.issues(2, to: communes.prefix(2).map(\.id), draft: draft)
    try colleague.exchange()
    for reader in readers { try reader.exchange() }
    #expect(try readers[0].received.map(\.name) == [.issued, .corrected, .issued])
    #expect(try readers[1].received.map(\.name) == [.issued, .corrected])
    #expect(try world.hub.verify().faults.isEmpty)
  }

  /// After the hub was put back the reader's report may come before the second issue, which only its reader has.
  @Test func aReportMayComeBeforeTheIssueThatAddressesItsReader() throws {
    let reader = try world.station(communes[1].id)
    let colleague = try world.station(sender.organ, .join)
    let draft = try sender.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try sender.issues(1, to: [communes[0].id], draft: draft)
    try sender.exchange()
    try reader.does(
      .reported(.init(document: draft, recipient: communes[1].name, status: .accepted, note: nil, answers: nil)))
    try reader.exchange()
    #expect(try mailbox(World.province).isEmpty)
    try colleague.issues(2, to: [communes[1].id], draft: draft)
    try colleague.exchange()
    try sender.exchange()
    #expect(try sender.received.map(\.name) == [.reported])
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func aReportGoesBackToTheIssuerAlone() throws {
    let readers = try communes.prefix(2).map { try world.station($0.id) }
    let document = try sender.issues(1, to: communes.prefix(2).map(\.id))
    try sender.exchange()
    try readers[0].exchange()
    try readers[0].does(
      .reported(.init(document: document, recipient: communes[0].name, status: .accepted, note: nil, answers: nil)))
    try readers[0].exchange()
    try sender.exchange()
    try readers[1].exchange()
    #expect(try sender.received.map(\.name) == [.reported])
    #expect(try readers[1].received.map(\.name) == [.issued])
  }

  /// By post, or under a code that is in no directory: no office reports what became of the document there.
  @Test(arguments: [Recipient(name: "Công ty Điện lực"), Recipient(name: "Công ty", organID: "000.00.99.G22")])
  func nobodyReportsForARecipientInNoTree(_ company: Recipient) throws {
    let reader = try world.station(communes[0].id)
    let document = try sender.does(
      .issued(
        .init(
          document: TestStation.document("1/UBND"), book: "di-2026", number: 1, suffix: nil,
          to: [Recipient(name: communes[0].name, organID: communes[0].id), company], draft: nil, reason: nil,
          files: nil,
          replaces: nil)))
    try sender.exchange()
    try reader.exchange()
    for name in [company.organID ?? company.name, "Phòng khác", communes[0].name] {
      try reader.does(.reported(.init(document: document, recipient: name, status: .refused, note: nil, answers: nil)))
    }
    try reader.exchange()
    #expect(reader.notices.filter { $0.position > 0 }.map(\.entry.sequence) == [1])
    try sender.exchange()
    #expect(sender.mail.count == 2)
  }

  @Test func whatAnOfficeDoesWithADocumentItWasSentStaysWithIt() throws {
    let readers = try communes.prefix(2).map { try world.station($0.id) }
    let document = try sender.issues(1, to: communes.prefix(2).map(\.id))
    try sender.exchange()
    try readers[0].exchange()
    try readers[0].does(.attached(.init(document: document, file: readers[0].file([1, 2, 3]))))
    try readers[0].exchange()
    try readers[1].exchange()
    try sender.exchange()
    #expect(readers[0].notices.isEmpty)
    #expect(readers[1].mail.count == 1 && sender.mail.isEmpty)
  }

  @Test func anEntryAboutADocumentOfOthersIsHeldAndReturned() throws {
    let thief = try world.station(communes[2].id)
    let document = try sender.issues(1, to: [communes[0].id])
    try sender.exchange()
    try thief.does(.recalled(.init(document: document, reason: "phá")))
    try thief.does(.reported(.init(document: document, recipient: "x", status: .refused, note: nil, answers: nil)))
    try thief.issues(1, to: [communes[0].id], draft: document)
    try thief.issues(2, to: [communes[0].id])
    try thief.exchange()
    #expect(thief.notices.filter { $0.position > 0 }.map(\.code) == ["audience", "audience", "audience"])
    #expect(thief.notices.map(\.entry.sequence) == [1, 2, 3])
    // The queue is not blocked.
    #expect(try mailbox(communes[0].id).count == 2)
    #expect(try mailbox(World.province).isEmpty)
    // A notice is sent until it was received, and then not again.
    #expect(try thief.exchange().compactMap(\.notice).isEmpty)
  }

  /// As after a rollback of the hub, when a reader is faster than the office that has to send its document again.
  @Test func aReportBeforeItsDocumentIsNoOffence() throws {
    let (reader, other) = (try world.station(communes[0].id), try world.station(communes[1].id))
    let document = try sender.issues(1, to: [communes[0].id])
    for station in [reader, other] {
      try station.does(
        .reported(.init(document: document, recipient: station.organ, status: .arrived, note: nil, answers: nil)))
      try station.exchange()
    }
    let page = try HubReader(of: world.hub)
    for station in [reader, other] { #expect(station.notices.map(\.code) == ["awaited"]) }
    for station in [sender, sender, reader, other] { try station.exchange() }
    #expect(sender.mail.values.map(\.station) == [reader.name])
    for station in [reader, other] { #expect(station.notices.map(\.code) == ["awaited"]) }
    #expect(try page.notices(before: nil, limit: 9).isEmpty)
    // An earlier version told the reader at once; the page no longer does, once the report was passed on.
    try world.hub.write { db in
      try db.execute(
        sql: """
          UPDATE mailboxes SET code = 'audience' WHERE code = 'awaited'
          """)
    }
    #expect(try page.notices(before: nil, limit: 9).map(\.organ) == [other.organ])
  }

  @Test func mailWaitsForAnOfficeThatHasNoStationYet() throws {
    try sender.issues(1, to: [communes[3].id])
    try sender.exchange()
    #expect(try world.hub.figures().unserved.map(\.organ) == [communes[3].id])
    let late = try world.station(communes[3].id)
    #expect(late.mail.count == 1)
    #expect(try world.hub.figures().unserved.isEmpty)
  }

  @Test func theMailboxIsGivenInOrderAndGoesOnFromTheCursor() throws {
    let reader = try world.station(communes[0].id)
    for number in 1...70 { try sender.issues(number, to: [communes[0].id]) }
    try sender.exchange()
    let deliveries = try reader.exchange().compactMap(\.delivery)
    #expect(deliveries.flatMap(\.items).map(\.position) == Array(1...70))
    try sender.issues(71, to: [communes[0].id])
    try sender.exchange()
    #expect(try reader.exchange().compactMap(\.delivery).flatMap(\.items).map(\.position) == [71])
    #expect(try world.hub.figures().stations.first { $0.organ == communes[0].id }?.waiting == 1)
    try reader.exchange()
    #expect(try world.hub.figures().stations.first { $0.organ == communes[0].id }?.waiting == 0)
  }

  @Test func anAnswerEndsWhereTheStationHasNoMoreRoom() throws {
    let reader = try world.station(communes[0].id)
    for number in 1...100 { try sender.issues(number, to: [communes[0].id]) }
    try sender.exchange()
    for room in [1_500, 5_000] {
      let end = room == 1_500 ? 30 : 100
      reader.room = room
      var rounds = 0
      while reader.mail.count < end, rounds < 30 {
        let bytes = try reader.raw(reader.packet())
        #expect(bytes.count <= room)
        let frames = try reader.take(bytes)
        #expect(frames.last?.isEnd == true)
        #expect(frames.compactMap(\.hello).first?.cursor?.position == 100)
        rounds += 1
      }
      #expect(rounds > 1 && reader.mail.count >= end)
    }
    reader.room = 0
    #expect(try reader.exchange().last?.isEnd == true)
  }

  @Test func anEntryTooLongToBeDeliveredDoesNotStopTheMailbox() throws {
    let reader = try world.station(communes[0].id)
    // As much noise as just fits into an entry frame, after entries that make its proof long.
    for number in 1...200 { try sender.note("Người \(number)") }
    let noise = (0..<320).map { _ in Recipient(name: world.bytes(75).hexadecimal) }
    try sender.does(
      .issued(
        .init(
          document: TestStation.document("1/UBND"), book: "di-2026", number: 1, suffix: nil,
          to: [Recipient(name: "", organID: communes[0].id)] + noise, draft: nil, reason: nil, files: nil, replaces: nil
        )))
    try sender.issues(2, to: [communes[0].id])
    try sender.exchange()
    try reader.exchange()
    #expect(reader.cursor?.position == 2)
    #expect(reader.mail[2] != nil)
    #expect(reader.mail[1] != nil || reader.notices.map(\.code) == ["length"])
    // In both cases hub and station agree on the mailbox up to there.
    #expect(
      try world.hub.read { try Mailbox.digest(of: reader.organ, at: reader.cursor!.position, $0) } == reader.digest)
    #expect(try world.hub.verify().faults.isEmpty)
  }
}
