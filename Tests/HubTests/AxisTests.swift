import EdXML
import Exchange
import Foundation
import GRDB
import Records
import Testing

@testable import Hub

/// The national axis: a folder of messages on one side, an office of the tree on the other.
struct AxisTests {
  private let world: World
  private let folder: TemporaryFolder
  private let damThuy = AxisTests.commune("UBND xã Đàm Thủy")
  private let quangLam = AxisTests.commune("UBND xã Quảng Lâm")

  init() throws {
    world = try World()
    folder = try TemporaryFolder()
  }

  private static func commune(_ name: String) -> Organ.ID {
    OrganDirectory.shipped.find(exactly: name, on: Day(2026, 11, 18))!.id
  }

  private static func golden(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Array(Data(contentsOf: folder.appendingPathComponent("EdXMLTests/Golden/\(name).edxml")))
  }

  private func put(_ name: String, _ golden: String) throws { try folder.write(AxisTests.golden(golden), "in/\(name)") }

  @discardableResult
  private func run() throws -> AxisSummary { try world.hub.exchangeWithAxis(in: folder.path) }

  /// A letter of a ministry.
  private func letter(
    _ number: Int = 7, to receivers: [String] = ["UBND xã Đàm Thủy"], subject: String = "Về việc chuyển đổi số",
    business: EdXMLBusiness = .new, reason: String = "", attachments: [EdXMLAttachment] = []
  ) -> EdXMLDocument {
    let day = Day(2026, 11, 16)
    let document = Document(
      code: "\(number)/BNV-VP", organName: "Bộ Nội vụ", issuedDate: day, typeName: "Công văn", subject: subject,
      documentID: "000.00.00.G09,2026/11/16,\(number)/BNV-VP")
    return EdXMLDocument(
      document: document, from: EdXMLOrgan(organID: "000.00.00.G09", name: "Bộ Nội vụ"),
      to: receivers.map { EdXMLOrgan(organID: "", name: $0) }, business: business, reason: reason,
      attachments: attachments)
  }

  private func put(_ name: String, _ message: EdXMLDocument) throws {
    try folder.write(EdXMLMessage.document(message).write(), "in/\(name)")
  }

  private func acts(_ station: TestStation) throws -> [Act] {
    try station.exchange()
    return try station.mail.sorted { $0.key < $1.key }.map { try StoredAct.act(from: $0.value.act) }
  }

  private func out() throws -> [EdXMLMessage] {
    try folder.names("out").map {
      try EdXMLMessage.read(folder.read("out/\($0)"), receivedOn: Day(2026, 11, 18)).message
    }
  }

  private func expectSound() throws {
    let faults = try world.hub.verify().faults
    #expect(faults.isEmpty, "\(faults)")
  }

  // MARK: in

  @Test func aMessageOfAGatewayGoesToTheOfficesItNames() throws {
    let (first, second) = (try world.station(damThuy), try world.station(quangLam))
    let third = try world.station(World.thucPhan)
    try put("118.edxml", "gateway-new")
    let summary = try run()
    #expect(summary.taken == 1 && summary.refused == 0 && summary.isWhole, "\(summary.lines)")
    for station in [first, second] {
      let got = try acts(station)
      guard case .issued(let document, let book, 1, nil, let to, _, _, let files, _)? = got.first else {
        Issue.record("\(got)")
        continue
      }
      // Who really sent it, not who carried it.
      #expect(document.organName == "UBND tỉnh Cao Bằng" && document.organID == "ubnd-tinh")
      #expect(document.code == "118/UBND-VX" && book == "lien-thong-2026")
      #expect(Set(to.compactMap(\.organID)) == [damThuy, quangLam])
      #expect(files?.count == 1 && files?[0].name == "118_UBND-VX.doc")
    }
    #expect(try acts(third).isEmpty)
    #expect(try folder.names("in").isEmpty && folder.names("done") == ["118.edxml"])
    let figures = try world.hub.figures()
    #expect(
      figures.contents == 1 && figures.stations.contains { $0.organ == NationalAxis.id && $0.wantedContents == 0 })
    try expectSound()
  }

  @Test func theSameMessageAgainChangesNothing() throws {
    let station = try world.station(damThuy)
    for name in ["a.edxml", "b.edxml"] { try put(name, letter()) }
    let summary = try run()
    #expect(summary.taken == 1 && summary.again == 1)
    try put("a.edxml", letter())
    #expect(try run().again == 1)
    #expect(try acts(station).count == 1)
    #expect(try folder.names("done") == ["a-2.edxml", "a.edxml", "b.edxml"])
  }

  @Test func aMessageThatNamesOneMoreReceiverGoesToThatOne() throws {
    let (first, second) = (try world.station(damThuy), try world.station(quangLam))
    try put("a.edxml", letter())
    try run()
    try put("b.edxml", letter(to: ["UBND xã Đàm Thủy", "UBND xã Quảng Lâm"]))
    #expect(try run().taken == 1)
    #expect(try acts(first).count == 1 && acts(second).count == 1)
    try expectSound()
  }

  @Test func anotherContentUnderTheSameIdentifierIsRefused() throws {
    _ = try world.station(damThuy)
    try put("a.edxml", letter())
    try put("b.edxml", letter(subject: "Về việc khác hẳn"))
    let summary = try run()
    #expect(summary.taken == 1 && summary.refused == 1)
    #expect(try String(decoding: folder.read("refused/b.edxml.txt"), as: UTF8.self).contains("nội dung khác"))
  }

  @Test func whatIsForNobodyHereIsRefusedAndSaysWhy() throws {
    try put("a.edxml", letter(to: ["UBND tỉnh Lạng Sơn", "Bộ Tài chính"]))
    try put("rac.edxml", "recall")
    try folder.write(Array("<!DOCTYPE x [<!ENTITY a \"b\">]><edXML/>".utf8), "in/xau.edxml")
    let summary = try run()
    #expect(summary.refused == 3 && summary.taken == 0)
    #expect(
      try folder.names("refused") == [
        "a.edxml", "a.edxml.txt", "rac.edxml", "rac.edxml.txt", "xau.edxml", "xau.edxml.txt",
      ])
    #expect(try String(decoding: folder.read("refused/a.edxml.txt"), as: UTF8.self).contains("UBND tỉnh Lạng Sơn"))
    #expect(try String(decoding: folder.read("refused/rac.edxml.txt"), as: UTF8.self).contains("chưa đến qua trục"))
    #expect(try folder.names("in").isEmpty && folder.names("done").isEmpty)
  }

  @Test func whatIsNoMessageIsLeftAlone() throws {
    try folder.write([1], "in/ghi-chu.txt")
    try folder.write([1], "in/.an.edxml")
    try folder.write([1], "in/thu-muc.edxml/x")
    try folder.write([1], "bi-mat")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/in/noi.edxml", withDestinationPath: "\(folder.path)/bi-mat")
    mkfifo("\(folder.path)/in/ong.edxml", 0o600)
    let summary = try run()
    #expect(summary.refused == 0 && summary.isWhole && summary.lines.isEmpty)
    #expect(try folder.names("in").count == 5)
  }

  @Test func aFileThatMayNotBeReadHoldsUpNoOther() throws {
    try put("1.edxml", letter())
    try put("2.edxml", letter(8))
    chmod("\(folder.path)/in/1.edxml", 0)
    let summary = try run()
    // Root may read everything.
    #expect(summary.taken == (getuid() == 0 ? 2 : 1) && summary.left == 2 - summary.taken)
  }

  @Test func aFileThatIsStillCopiedIsLeftForTheNextRun() throws {
    let whole = EdXMLMessage.document(letter()).write()
    try folder.write(Array(whole[..<(whole.count / 2)]), "in/a.edxml")
    world.now = Int(Date().timeIntervalSince1970 * 1_000)
    var summary = try run()
    #expect(summary.left == 1 && summary.refused == 0 && !summary.isWhole)
    world.now += 120_000
    summary = try run()
    #expect(summary.left == 0 && summary.refused == 1)
  }

  @Test func anUpdateChangesTheDocumentAndARecallTakesItBack() throws {
    let station = try world.station(damThuy)
    let (old, new) = (EdXMLAttachment(name: "a.pdf", bytes: [1, 2]), EdXMLAttachment(name: "b.pdf", bytes: [3, 4, 5]))
    try put("1.edxml", letter(attachments: [old]))
    try run()
    let update = EdXMLBusiness.update(EdXMLUpdate(changesDocument: true, changesReceivers: false))
    for name in ["2.edxml", "3.edxml"] {
      try put(name, letter(subject: "Về việc đã sửa", business: update, reason: "Sửa trích yếu", attachments: [new]))
    }
    let summary = try run()
    #expect(summary.taken == 1 && summary.again == 1, "\(summary.lines)")
    try put("4.edxml", letter(business: .recall, reason: "Ban hành nhầm"))
    try put("5.edxml", letter(business: .recall, reason: "Ban hành nhầm"))
    #expect(try run().again == 1)
    let got = try acts(station)
    #expect(got.map(\.name) == ["issued", "corrected", "attached", "detached", "recalled"])
    guard case .corrected(let document, .subject, "Về việc chuyển đổi số", "Về việc đã sửa", "Sửa trích yếu") = got[1],
      case .recalled(document, "Ban hành nhầm") = got[4]
    else { throw HubRefusal.tooMuch }
    #expect(document == station.mail.values.first { $0.act.contains("issued") }?.reference)
    try expectSound()
  }

  @Test func aRecallForSomeOfItsReceiversIsRefused() throws {
    try put("1.edxml", letter(to: ["UBND xã Đàm Thủy", "UBND xã Quảng Lâm"]))
    try put("2.edxml", letter(to: ["UBND xã Đàm Thủy"], business: .recall))
    let summary = try run()
    #expect(summary.taken == 1 && summary.refused == 1)
    try put("3.edxml", letter(to: ["UBND xã Quảng Lâm", "UBND xã Đàm Thủy"], business: .recall))
    #expect(try run().taken == 1)
  }

  @Test func aReplacementNamesWhatItStandsFor() throws {
    let station = try world.station(damThuy)
    try put("1.edxml", letter(7))
    try put(
      "2.edxml",
      letter(8, business: .replacement([EdXMLReplacement(documentID: "000.00.00.G09,2026/11/16,7/BNV-VP")])))
    #expect(try run().taken == 2)
    let got = try acts(station)
    guard case .issued(let document, _, 2, _, _, _, _, _, let replaced?) = got[1] else { throw HubRefusal.tooMuch }
    #expect(document.note == "Thay thế 7/BNV-VP")
    #expect(replaced == station.mail[1]?.reference)
  }

  @Test func whatTheReceiverDoesGoesBackToTheSender() throws {
    let station = try world.station(damThuy)
    try put("1.edxml", letter())
    try run()
    _ = try acts(station)
    let document = try #require(station.mail[1]?.reference)
    try station.does(
      .reported(document: document, recipient: damThuy, status: .accepted, note: "số đến 5", answers: nil))
    try station.does(.reported(document: document, recipient: damThuy, status: .completed, note: nil, answers: nil))
    try station.exchange()
    #expect(try run().sent == 2)
    let statuses = try out().map { message in
      guard case .status(let status) = message else { throw HubRefusal.tooMuch }
      return status
    }
    #expect(statuses.map(\.status) == [.accepted, .completed])
    #expect(statuses[0].from.name == "UBND xã Đàm Thủy" && statuses[0].note == "số đến 5")
    #expect(statuses[0].reference.documentID == "000.00.00.G09,2026/11/16,7/BNV-VP")
    #expect(statuses[0].reference.organID == "000.00.00.G09" && statuses[0].reference.code == "7/BNV-VP")
    #expect(try run().sent == 0)
    try expectSound()
  }

  // MARK: out

  /// A commune's letter to a ministry of the directory, to a code nobody here knows, to a neighbour and to a citizen.
  private func issues(_ station: TestStation, _ files: [StoredFile]? = nil) throws -> EntryReference {
    try station.does(
      .issued(
        document: TestStation.document("15/UBND-VX"), book: "di-2026", number: 15, suffix: nil,
        to: [
          Recipient(name: "Bộ Nội vụ", organID: "bo-noi-vu"), Recipient(name: "000.00.00.G99"),
          Recipient(name: "UBND xã Quảng Lâm", organID: quangLam), Recipient(name: "Ông Nông Văn A"),
        ], draft: nil, reason: nil, files: files, replaces: nil))
  }

  @Test func aDocumentForOutsideGoesOutOnceItsFilesAreHere() throws {
    try run()
    let (station, neighbour) = (try world.station(damThuy), try world.station(quangLam))
    let bytes = world.bytes(100_000)
    let document = try issues(station)
    try station.does(.attached(document: document, file: station.file(bytes)))
    try station.exchange(pieces: false)
    var summary = try run()
    #expect(summary.sent == 0 && summary.waiting == 1)
    #expect(try folder.names("out").isEmpty)
    for _ in 0..<4 { try station.exchange() }
    summary = try run()
    #expect(summary.sent == 1 && summary.waiting == 0)
    guard case .document(let message)? = try out().first else { throw HubRefusal.tooMuch }
    // Neither the neighbour, who has it from the hub, nor who has no code.
    #expect(message.to.map(\.organID) == ["000.00.00.G09", "000.00.00.G99"])
    #expect(message.toPlaces == ["Bộ Nội vụ", "000.00.00.G99", "UBND xã Quảng Lâm", "Ông Nông Văn A"])
    #expect(message.from.name == "UBND xã Đàm Thủy" && message.business == .new)
    #expect(message.attachments.map(\.bytes) == [bytes])
    #expect(try acts(neighbour).count == 2)
    // No mailbox fills that nobody takes from.
    #expect(try world.hub.figures().unserved.isEmpty)
    #expect(try run().sent == 0)
    try expectSound()
  }

  @Test func changesAndRecallsGoOutBehindItAndAnswersComeIn() throws {
    try run()
    let station = try world.station(damThuy)
    let document = try issues(station)
    try station.exchange()
    #expect(try run().sent == 1)
    guard case .document(let sent)? = try out().first else { throw HubRefusal.tooMuch }
    try station.does(
      .corrected(document: document, field: .subject, old: "Về việc họp", new: "Về việc hoãn", reason: "nhầm"))
    try station.exchange()
    #expect(try run().sent == 1)
    let recall = try station.does(.recalled(document: document, reason: "Ký nhầm"))
    try station.exchange()
    #expect(try run().sent == 1)
    let messages = try out().compactMap { if case .document(let message) = $0 { message } else { nil } }
    #expect(messages.map(\.business.code) == [0, 2, 1])
    #expect(messages[1].document.subject == "Về việc hoãn" && messages[2].reason == "Ký nhầm")
    #expect(Set(messages.map(\.document.documentID)).count == 1)

    func answer(_ name: String, _ organ: EdXMLOrgan, _ status: DeliveryStatus) throws {
      let message = EdXMLStatus(
        from: organ,
        reference: EdXMLReference(
          organID: sent.from.organID, code: "15/UBND-VX", documentID: sent.document.documentID ?? ""),
        code: status.rawValue, note: "x")
      try folder.write(EdXMLMessage.status(message).write(), "in/\(name)")
    }
    try answer("1.edxml", EdXMLOrgan(organID: "000.00.00.G09", name: "Bộ Nội vụ"), .accepted)
    try answer("2.edxml", EdXMLOrgan(organID: "000.00.00.G99", name: "Bộ lạ"), .agreed)
    try answer("3.edxml", EdXMLOrgan(organID: "000.00.00.G12", name: "Bộ Tài chính"), .accepted)
    try answer("4.edxml", EdXMLOrgan(organID: "000.00.00.G09", name: "Bộ Nội vụ"), .accepted)
    let summary = try run()
    #expect(summary.taken == 2 && summary.refused == 1 && summary.again == 1, "\(summary.lines)")
    let got = try acts(station)
    #expect(
      got == [
        .reported(document: document, recipient: "bo-noi-vu", status: .accepted, note: "x", answers: nil),
        .reported(document: document, recipient: "000.00.00.G99", status: .agreed, note: "x", answers: recall),
      ])
    // Our own, sent round, is no document that came in.
    try folder.write(EdXMLMessage.document(sent).write(), "in/5.edxml")
    #expect(try run().refused == 1)
    try expectSound()
  }

  @Test func whatIsTakenBackBeforeItWentNeverGoes() throws {
    try run()
    let station = try world.station(damThuy)
    let document = try issues(station)
    try station.does(.recalled(document: document, reason: "Ký nhầm"))
    try station.exchange()
    #expect(try run().sent == 0)
    #expect(try folder.names("out").isEmpty)
  }

  @Test func aDocumentForTheAxisItselfIsSentBackWithTheReason() throws {
    try run()
    let station = try world.station(damThuy)
    try station.issues(3, to: [NationalAxis.id])
    try station.exchange()
    #expect(try run().sent == 0)
    guard case .reported(_, NationalAxis.id, .refused, let note?, _)? = try acts(station).first else {
      throw HubRefusal.tooMuch
    }
    #expect(note.contains("mã định danh"))
  }

  @Test func withoutTheAxisNothingIsForIt() throws {
    let station = try world.station(damThuy)
    _ = try issues(station)
    try station.exchange()
    // What was issued before the axis was kept does not go out afterwards.
    #expect(try run().sent == 0)
  }

  // MARK: what goes wrong

  @Test func cutOffBeforeTheFileIsMovedNothingIsDoubled() throws {
    let station = try world.station(damThuy)
    let attachment = EdXMLAttachment(name: "a.pdf", bytes: world.bytes(200_000))
    let bytes = EdXMLMessage.document(letter(attachments: [attachment])).write()
    // The hub had written the entry, and not one of the pieces.
    try put("a.edxml", letter(attachments: [attachment]))
    _ = try world.hub.takeFromAxis(bytes)
    try world.hub.write { db in
      try db.execute(sql: "DELETE FROM contents; UPDATE concerns SET wanted = 1, got = 0; DELETE FROM pieces")
    }
    let summary = try run()
    #expect(summary.again == 1 && summary.taken == 0)
    #expect(try world.hub.figures().contents == 1)
    #expect(try acts(station).count == 1)
    try expectSound()
  }

  @Test func cutOffBeforeTheFileHasItsNameItGetsItAndOnlyOnce() throws {
    try run()
    let station = try world.station(damThuy)
    _ = try issues(station)
    try station.exchange()
    try run()
    let name = try #require(try folder.names("out").first)
    let message = try folder.read("out/\(name)")
    func cutBack() throws { try world.hub.write { try $0.execute(sql: "UPDATE axisFiles SET state = 'ready'") } }
    // It still lies aside.
    try FileManager.default.moveItem(atPath: "\(folder.path)/out/\(name)", toPath: "\(folder.path)/out/.\(name)")
    try cutBack()
    #expect(try run().sent == 1)
    #expect(try folder.read("out/\(name)") == message)
    // The gateway has taken it away.
    try FileManager.default.removeItem(atPath: "\(folder.path)/out/\(name)")
    try cutBack()
    try run()
    #expect(try folder.names("out").isEmpty)
  }

  @Test func aHubPutBackFromABackupGivesNoNameTwice() throws {
    let station = try world.station(damThuy)
    try put("1.edxml", letter(7))
    try run()
    world.now += 60_000
    try world.hub.drawLog()
    try put("2.edxml", letter(8))
    try run()
    #expect(try acts(station).filter { $0.name == "issued" }.count == 2)
    let epochs = Set(station.mail.values.map(\.epoch))
    #expect(epochs.count == 2)
    // And nothing goes out a second time.
    #expect(try folder.names("out").isEmpty)
    try expectSound()
  }

  @Test func halvesOfFilesDoNotStay() throws {
    try run()
    try folder.write([1], "out/.vt-1-000001-van-ban.edxml.4711.part")
    try folder.write([1], "refused/a.edxml.txt.4711.part")
    try folder.write([1], "out/cua-truc.part")
    try run()
    #expect(try folder.names("out") == ["cua-truc.part"] && folder.names("refused").isEmpty)
  }

  @Test func twoRunsInOneFolderDoNotMeet() throws {
    try run()
    let held = open("\(folder.path)/.vanthu-hub", O_RDWR)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    #expect(throws: AxisRefusal.busy(folder.path)) { try run() }
  }

  @Test func theAxisIsNoOfficeOfTheProvince() throws {
    let station = try world.station(damThuy)
    try put("1.edxml", letter())
    try put("2.edxml", "gateway-new")
    try run()
    let mail = try acts(station)
    #expect(throws: AxisRefusal.ownStation) { try world.hub.code(for: NationalAxis.id) }
    for (number, act) in mail.enumerated() {
      guard case .issued(let document, _, _, _, _, _, _, _, _) = act else { continue }
      try station.does(
        .registered(
          document: document, book: "den-2026", arrivalNumber: number + 1, suffix: nil, arrivalDate: Day(2026, 11, 20),
          reason: nil, arrival: station.mail[number + 1]?.reference))
    }
    _ = try issues(station)
    try station.exchange()
    try run()
    let reader = try HubReader(of: world.hub)
    // Of the two that came over it one is a ministry's, and one of an agency of the province: that one counts, as electronic.
    #expect(
      try reader.intake(from: "2026-11", through: "2026-11") == [IntakeShare(organ: damThuy, all: 1, throughHub: 1)])
    #expect(try !reader.expectedOffices().contains { $0.id == NationalAxis.id })
    #expect(try reader.officeStates().first { $0.organ == NationalAxis.id }?.lastContact == world.now)
    try expectSound()
  }
}
