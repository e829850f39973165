import EdXML
import Exchange
import Foundation
import GRDB
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// What is sent over the national axis, and what goes wrong on the way.
struct AxisOutTests {
  private let stage: AxisStage
  private var world: World { stage.world }
  private var folder: TemporaryFolder { stage.folder }
  private var damThuy: Organ.ID { stage.damThuy }
  private var quangLam: Organ.ID { stage.quangLam }

  init() throws { stage = try AxisStage() }

  /// Issues a document of a commune to a ministry of the directory, to a code that is in no directory, to a neighbour
  /// and to a citizen.
  private func issues(_ station: TestStation, _ files: [StoredFile]? = nil) throws -> EntryReference {
    try station.does(
      .issued(
        .init(
          document: TestStation.document("15/UBND-VX"), book: "di-2026", number: 15, suffix: nil,
          to: [
            Recipient(name: "Bộ Nội vụ", organID: "bo-noi-vu"), Recipient(name: "000.00.00.G99"),
            Recipient(name: "UBND xã Quảng Lâm", organID: quangLam), Recipient(name: "Ông Nông Văn A"),
          ], draft: nil, reason: nil, files: files, replaces: nil)))
  }

  @Test func aDocumentForOutsideGoesOutOnceItsFilesAreHere() throws {
    try stage.run()
    let (station, neighbour) = (try world.station(damThuy), try world.station(quangLam))
    let bytes = world.bytes(100_000)
    let document = try issues(station)
    try station.does(.attached(.init(document: document, file: station.file(bytes))))
    try station.exchange(pieces: false)
    var summary = try stage.run()
    #expect(summary.sent == 0 && summary.waiting == 1)
    #expect(try folder.names("out").isEmpty)
    for _ in 0..<4 { try station.exchange() }
    summary = try stage.run()
    #expect(summary.sent == 1 && summary.waiting == 0)
    guard case .document(let message)? = try stage.out().first else { throw HubRefusal.tooMuch }
    // Neither the neighbour, which has it from the hub, nor the citizen, who has no code.
    #expect(message.to.map(\.organID) == ["000.00.00.G09", "000.00.00.G99"])
    #expect(message.toPlaces == ["Bộ Nội vụ", "000.00.00.G99", "UBND xã Quảng Lâm", "Ông Nông Văn A"])
    #expect(message.from.name == "UBND xã Đàm Thủy" && message.business == .new)
    #expect(message.attachments.map(\.bytes) == [bytes])
    #expect(try stage.acts(neighbour).count == 2)
    // No mailbox grows that no station reads.
    #expect(try world.hub.figures().unserved.isEmpty)
    #expect(try stage.run().sent == 0)
    try stage.expectSound()
  }

  @Test func anAnswerToADocumentFromOutsideNamesItAndOneThatComesInIsTied() throws {
    let station = try world.station(damThuy)
    try stage.put("1.edxml", stage.letter(7))
    try stage.run()
    _ = try stage.acts(station)
    guard case .issued(let asked)? = try station.mail[1].map({ try StoredAct.act(from: $0.act) }) else {
      throw HubRefusal.tooMuch
    }
    try station.does(
      .issued(
        .init(
          document: TestStation.document("15/UBND-VX"), book: "di-2026", number: 15, suffix: nil,
          to: [Recipient(name: "Bộ Nội vụ", organID: "bo-noi-vu")], draft: nil, reason: nil, files: nil, replaces: nil,
          cites: [Citation(.answers, CitedDocument(asked.document, entry: station.mail[1]?.reference))])))
    try station.exchange()
    #expect(try stage.run().sent >= 1)
    let messages = try stage.out().compactMap { if case .document(let message) = $0 { message } else { nil } }
    let sent = try #require(messages.last)
    #expect(
      sent.responseFor == [
        EdXMLReference(
          organID: "000.00.00.G09", code: "7/BNV-VP", issuedDate: EdXMLDay(asked.document.issuedDate),
          documentID: asked.document.documentID ?? "")
      ])
    // The ministry answers in turn: the commune learns which of its documents is meant.
    var reply = stage.letter(9)
    reply.responseFor = [
      EdXMLReference(organID: sent.from.organID, code: "15/UBND-VX", documentID: sent.document.documentID ?? "")
    ]
    try stage.put("2.edxml", reply)
    #expect(try stage.run().taken == 1)
    guard case .issued(let answer)? = try stage.acts(station).last else { throw HubRefusal.tooMuch }
    let cited = try #require(answer.cites?.first)
    #expect(cited.relation == .answers && cited.document.code == "15/UBND-VX")
    #expect(cited.document.entry?.station == station.name)
    try stage.expectSound()
  }

  @Test func changesAndRecallsGoOutBehindItAndAnswersComeIn() throws {
    try stage.run()
    let station = try world.station(damThuy)
    let document = try issues(station)
    try station.exchange()
    #expect(try stage.run().sent == 1)
    guard case .document(let sent)? = try stage.out().first else { throw HubRefusal.tooMuch }
    try station.does(
      .corrected(.init(document: document, field: .subject, old: "Về việc họp", new: "Về việc hoãn", reason: "nhầm")))
    try station.exchange()
    #expect(try stage.run().sent == 1)
    let recall = try station.does(.recalled(.init(document: document, reason: "Ký nhầm")))
    try station.exchange()
    #expect(try stage.run().sent == 1)
    let messages = try stage.out().compactMap { if case .document(let message) = $0 { message } else { nil } }
    #expect(messages.map(\.business.code) == [0, 2, 1])
    #expect(messages[1].document.subject == "Về việc hoãn" && messages[2].reason == "Ký nhầm")
    #expect(Set(messages.map(\.document.documentID)).count == 1)

    func answer(_ name: String, _ organ: EdXMLOrgan, _ status: DeliveryStatus) throws {
      let message = EdXMLStatus(
        from: organ,
        reference: EdXMLReference(
          organID: sent.from.organID, code: "15/UBND-VX", documentID: sent.document.documentID ?? ""),
        code: status.rawValue, note: "x")
      try folder.write("in/\(name)", EdXMLMessage.status(message).write())
    }
    try answer("1.edxml", EdXMLOrgan(organID: "000.00.00.G09", name: "Bộ Nội vụ"), .accepted)
    try answer("2.edxml", EdXMLOrgan(organID: "000.00.00.G99", name: "Bộ lạ"), .agreed)
    try answer("3.edxml", EdXMLOrgan(organID: "000.00.00.G12", name: "Bộ Tài chính"), .accepted)
    try answer("4.edxml", EdXMLOrgan(organID: "000.00.00.G09", name: "Bộ Nội vụ"), .accepted)
    let summary = try stage.run()
    #expect(summary.taken == 2 && summary.refused == 1 && summary.again == 1, "\(summary.lines)")
    let got = try stage.acts(station)
    #expect(
      got == [
        .reported(.init(document: document, recipient: "bo-noi-vu", status: .accepted, note: "x", answers: nil)),
        .reported(.init(document: document, recipient: "000.00.00.G99", status: .agreed, note: "x", answers: recall)),
      ])
    // Our own document, returned to us, is not an incoming one.
    try folder.write("in/5.edxml", EdXMLMessage.document(sent).write())
    #expect(try stage.run().refused == 1)
    try stage.expectSound()
  }

  @Test func whatIsTakenBackBeforeItWentNeverGoes() throws {
    try stage.run()
    let station = try world.station(damThuy)
    let document = try issues(station)
    try station.does(.recalled(.init(document: document, reason: "Ký nhầm")))
    try station.exchange()
    #expect(try stage.run().sent == 0)
    #expect(try folder.names("out").isEmpty)
  }

  @Test func aDocumentForTheAxisItselfIsSentBackWithTheReason() throws {
    try stage.run()
    let station = try world.station(damThuy)
    try station.issues(3, to: [NationalAxis.id])
    try station.exchange()
    #expect(try stage.run().sent == 0)
    guard case .reported(let act)? = try stage.acts(station).first, act.recipient == NationalAxis.id,
      act.status == .refused, let note = act.note
    else {
      throw HubRefusal.tooMuch
    }
    #expect(note.contains("mã định danh"))
  }

  @Test func withoutTheAxisNothingIsForIt() throws {
    let station = try world.station(damThuy)
    _ = try issues(station)
    try station.exchange()
    // What was issued before the axis was set up is not sent afterwards.
    #expect(try stage.run().sent == 0)
  }

  // MARK: what goes wrong

  @Test func cutOffBeforeTheFileIsMovedNothingIsDoubled() throws {
    let station = try world.station(damThuy)
    let attachment = EdXMLAttachment(name: "a.pdf", bytes: world.bytes(200_000))
    let bytes = EdXMLMessage.document(stage.letter(attachments: [attachment])).write()
    // The hub had written the entry, and none of the pieces.
    try stage.put("a.edxml", stage.letter(attachments: [attachment]))
    _ = try world.hub.receiveFromAxis(bytes)
    try world.hub.write { db in
      try db.execute(
        sql:
          """
          DELETE FROM contents; UPDATE concerns SET wanted = 1, got = 0; DELETE FROM pieces; INSERT INTO sizes \
          (sha256, organ, size) SELECT sha256, organ, size FROM concerns
          """
      )
    }
    let summary = try stage.run()
    #expect(summary.again == 1 && summary.taken == 0)
    #expect(try world.hub.figures().contents == 1)
    #expect(try stage.acts(station).count == 1)
    try stage.expectSound()
  }

  @Test func cutOffBeforeTheFileHasItsNameItGetsItAndOnlyOnce() throws {
    try stage.run()
    let station = try world.station(damThuy)
    _ = try issues(station)
    try station.exchange()
    try stage.run()
    let name = try #require(try folder.names("out").first)
    let message = try folder.read("out/\(name)")
    func cutBack() throws { try world.hub.write { try $0.execute(sql: "UPDATE axisFiles SET state = 'ready'") } }
    // The file is still aside.
    try FileManager.default.moveItem(atPath: "\(folder.path)/out/\(name)", toPath: "\(folder.path)/out/.\(name)")
    try cutBack()
    #expect(try stage.run().sent == 1)
    #expect(try folder.read("out/\(name)") == message)
    // The gateway has fetched it.
    try FileManager.default.removeItem(atPath: "\(folder.path)/out/\(name)")
    try cutBack()
    try stage.run()
    #expect(try folder.names("out").isEmpty)
  }

  @Test func aHubPutBackFromABackupGivesNoNameTwice() throws {
    let station = try world.station(damThuy)
    try stage.put("1.edxml", stage.letter(7))
    try stage.run()
    world.now += 60_000
    try world.hub.startNewIncarnation()
    try stage.put("2.edxml", stage.letter(8))
    try stage.run()
    #expect(try stage.acts(station).filter { $0.name == .issued }.count == 2)
    let epochs = Set(station.mail.values.map(\.epoch))
    #expect(epochs.count == 2)
    // Nothing is sent a second time.
    #expect(try folder.names("out").isEmpty)
    try stage.expectSound()
  }

  @Test func halvesOfFilesDoNotStay() throws {
    try stage.run()
    try folder.write("out/.vt-1-000001-van-ban.edxml.4711.part", [1])
    try folder.write("refused/a.edxml.txt.4711.part", [1])
    try folder.write("out/cua-truc.part", [1])
    try stage.run()
    #expect(try folder.names("out") == ["cua-truc.part"] && folder.names("refused").isEmpty)
  }

  @Test func twoRunsInOneFolderDoNotMeet() throws {
    try stage.run()
    let held = open("\(folder.path)/.vanthu-hub", O_RDWR)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    #expect(throws: AxisRefusal.busy(folder.path)) { try stage.run() }
  }

  @Test func theAxisIsNoOfficeOfTheProvince() throws {
    let station = try world.station(damThuy)
    try stage.put("1.edxml", stage.letter())
    try stage.put("2.edxml", "gateway-new")
    try stage.run()
    let mail = try stage.acts(station)
    #expect(throws: AxisRefusal.ownStation) { try world.hub.code(for: NationalAxis.id) }
    for (number, act) in mail.enumerated() {
      guard case .issued(let issued) = act else { continue }
      try station.does(
        .registered(
          .init(
            document: issued.document, book: "den-2026", arrivalNumber: number + 1, suffix: nil,
            arrivalDate: Day(2026, 11, 20),
            reason: nil, arrival: station.mail[number + 1]?.reference)))
    }
    _ = try issues(station)
    try station.exchange()
    try stage.run()
    let reader = try HubReader(of: world.hub)
    // Of the two that came over it, one is a ministry's and one of an agency of the province: the latter counts, as
    // electronic.
    #expect(
      try reader.intake(from: "2026-11", through: "2026-11") == [IntakeShare(organ: damThuy, all: 1, throughHub: 1)])
    #expect(try !reader.expectedOffices().contains { $0.id == NationalAxis.id })
    #expect(try reader.officeStates().first { $0.organ == NationalAxis.id }?.lastContact == world.now)
    try stage.expectSound()
  }
}
