import EdXML
import Exchange
import Foundation
import GRDB
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// What arrives over the national axis.
struct AxisTests {
  private let stage: AxisStage
  private var world: World { stage.world }
  private var folder: TemporaryFolder { stage.folder }
  private var damThuy: Organ.ID { stage.damThuy }
  private var quangLam: Organ.ID { stage.quangLam }

  init() throws { stage = try AxisStage() }

  @Test func aMessageOfAGatewayGoesToTheOfficesItNames() throws {
    let (first, second) = (try world.station(damThuy), try world.station(quangLam))
    let third = try world.station(World.thucPhan)
    try stage.put("118.edxml", "gateway-new")
    let summary = try stage.run()
    #expect(summary.taken == 1 && summary.refused == 0 && summary.isWhole, "\(summary.lines)")
    for station in [first, second] {
      let got = try stage.acts(station)
      guard case .issued(let issued)? = got.first, issued.number == 1, issued.suffix == nil else {
        Issue.record("\(got)")
        continue
      }
      let (document, book, to, files) = (issued.document, issued.book, issued.to, issued.files)
      // The agency that sent it, not the gateway that carried it.
      #expect(document.organName == "UBND tỉnh Cao Bằng" && document.organID == "ubnd-tinh")
      #expect(document.code == "118/UBND-VX" && book == "lien-thong-2026")
      #expect(Set(to.compactMap(\.organID)) == [damThuy, quangLam])
      #expect(files?.count == 1 && files?[0].name == "118_UBND-VX.doc")
    }
    #expect(try stage.acts(third).isEmpty)
    #expect(try folder.names("in").isEmpty && folder.names("done") == ["118.edxml"])
    let figures = try world.hub.figures()
    #expect(
      figures.contents == 1 && figures.stations.contains { $0.organ == NationalAxis.id && $0.wantedContents == 0 })
    try stage.expectSound()
  }

  @Test func theSameMessageAgainChangesNothing() throws {
    let station = try world.station(damThuy)
    for name in ["a.edxml", "b.edxml"] { try stage.put(name, stage.letter()) }
    let summary = try stage.run()
    #expect(summary.taken == 1 && summary.again == 1)
    try stage.put("a.edxml", stage.letter())
    #expect(try stage.run().again == 1)
    #expect(try stage.acts(station).count == 1)
    #expect(try folder.names("done") == ["a-2.edxml", "a.edxml", "b.edxml"])
  }

  /// Some gateways return to a province what its own offices sent.
  @Test func whatAnOfficeOfTheProvinceIssuedThroughTheHubDoesNotComeInAgain() throws {
    let (reader, issuer) = (try world.station(damThuy), try world.station(quangLam))
    _ = try issuer.issues(7, to: [damThuy])
    try issuer.exchange()
    var letter = stage.letter()
    letter.document.code = "7/UBND-VX"
    letter.document.issuedDate = Day(2026, 11, 20)
    letter.document.documentID = nil
    letter.from = EdXMLOrgan(organID: "", name: try #require(try world.hub.directory[quangLam]).name)
    try stage.put("7.edxml", letter)
    #expect(try stage.run().refused == 1)
    #expect(try stage.acts(reader).count == 1)
  }

  @Test func aMessageThatNamesOneMoreReceiverGoesToThatOne() throws {
    let (first, second) = (try world.station(damThuy), try world.station(quangLam))
    try stage.put("a.edxml", stage.letter())
    try stage.run()
    try stage.put("b.edxml", stage.letter(to: ["UBND xã Đàm Thủy", "UBND xã Quảng Lâm"]))
    #expect(try stage.run().taken == 1)
    #expect(try stage.acts(first).count == 1 && stage.acts(second).count == 1)
    try stage.expectSound()
  }

  @Test func anotherContentUnderTheSameIdentifierIsRefused() throws {
    _ = try world.station(damThuy)
    try stage.put("a.edxml", stage.letter())
    try stage.put("b.edxml", stage.letter(subject: "Về việc khác hẳn"))
    let summary = try stage.run()
    #expect(summary.taken == 1 && summary.refused == 1)
    #expect(try String(decoding: folder.read("refused/b.edxml.txt"), as: UTF8.self).contains("nội dung khác"))
  }

  @Test func whatIsForNobodyHereIsRefusedAndSaysWhy() throws {
    try stage.put("a.edxml", stage.letter(to: ["UBND tỉnh Lạng Sơn", "Bộ Tài chính"]))
    try stage.put("rac.edxml", "recall")
    try folder.write("in/xau.edxml", "<!DOCTYPE x [<!ENTITY a \"b\">]><edXML/>")
    let summary = try stage.run()
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
    try folder.write("in/ghi-chu.txt", [1])
    try folder.write("in/.an.edxml", [1])
    try folder.write("in/thu-muc.edxml/x", [1])
    try folder.write("bi-mat", [1])
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/in/noi.edxml", withDestinationPath: "\(folder.path)/bi-mat")
    mkfifo("\(folder.path)/in/ong.edxml", 0o600)
    let summary = try stage.run()
    #expect(summary.refused == 0 && summary.isWhole && summary.lines.isEmpty)
    #expect(try folder.names("in").count == 5)
  }

  @Test func aFileThatMayNotBeReadHoldsUpNoOther() throws {
    try stage.put("1.edxml", stage.letter())
    try stage.put("2.edxml", stage.letter(8))
    chmod("\(folder.path)/in/1.edxml", 0)
    let summary = try stage.run()
    // Root may read everything.
    #expect(summary.taken == (getuid() == 0 ? 2 : 1) && summary.left == 2 - summary.taken)
  }

  @Test func aFileThatIsStillCopiedIsLeftForTheNextRun() throws {
    let whole = EdXMLMessage.document(stage.letter()).write()
    try folder.write("in/a.edxml", Array(whole[..<(whole.count / 2)]))
    world.now = Int(Date().timeIntervalSince1970 * 1_000)
    var summary = try stage.run()
    #expect(summary.left == 1 && summary.refused == 0 && !summary.isWhole)
    world.now += 120_000
    summary = try stage.run()
    #expect(summary.left == 0 && summary.refused == 1)
  }

  @Test func anUpdateChangesTheDocumentAndARecallTakesItBack() throws {
    let station = try world.station(damThuy)
    let (old, new) = (EdXMLAttachment(name: "a.pdf", bytes: [1, 2]), EdXMLAttachment(name: "b.pdf", bytes: [3, 4, 5]))
    try stage.put("1.edxml", stage.letter(attachments: [old]))
    try stage.run()
    let update = EdXMLBusiness.update(EdXMLUpdate(changesDocument: true, changesReceivers: false))
    for name in ["2.edxml", "3.edxml"] {
      try stage.put(
        name, stage.letter(subject: "Về việc đã sửa", business: update, reason: "Sửa trích yếu", attachments: [new]))
    }
    let summary = try stage.run()
    #expect(summary.taken == 1 && summary.again == 1, "\(summary.lines)")
    #expect(try stage.acts(station).count == 4)
    try stage.put("4.edxml", stage.letter(business: .recall, reason: "Ban hành nhầm"))
    try stage.put("5.edxml", stage.letter(business: .recall, reason: "Ban hành nhầm"))
    #expect(try stage.run().again == 1)
    let got = try stage.acts(station)
    #expect(got.map(\.name) == [.issued, .corrected, .attached, .detached, .recalled])
    let document = try #require(got[1].document)
    #expect(
      got[1]
        == .corrected(
          .init(
            document: document, field: .subject, old: "Về việc chuyển đổi số", new: "Về việc đã sửa",
            reason: "Sửa trích yếu")))
    #expect(got[4] == .recalled(.init(document: document, reason: "Ban hành nhầm")))
    #expect(document == station.mail.values.first { $0.act.contains("issued") }?.reference)
    try stage.expectSound()
  }

  @Test func aRecallForSomeOfItsReceiversIsRefused() throws {
    try stage.put("1.edxml", stage.letter(to: ["UBND xã Đàm Thủy", "UBND xã Quảng Lâm"]))
    try stage.put("2.edxml", stage.letter(to: ["UBND xã Đàm Thủy"], business: .recall))
    let summary = try stage.run()
    #expect(summary.taken == 1 && summary.refused == 1)
    try stage.put("3.edxml", stage.letter(to: ["UBND xã Quảng Lâm", "UBND xã Đàm Thủy"], business: .recall))
    #expect(try stage.run().taken == 1)
  }

  @Test func aReplacementNamesWhatItStandsFor() throws {
    let station = try world.station(damThuy)
    try stage.put("1.edxml", stage.letter(7))
    try stage.put(
      "2.edxml",
      stage.letter(8, business: .replacement([EdXMLReplacement(documentID: "000.00.00.G09,2026/11/16,7/BNV-VP")])))
    #expect(try stage.run().taken == 2)
    let got = try stage.acts(station)
    guard case .issued(let act) = got[1], act.number == 2, let replaced = act.replaces else {
      throw HubRefusal.tooMuch
    }
    #expect(act.document.note == "Thay thế 7/BNV-VP")
    #expect(replaced == station.mail[1]?.reference)
    let old = try #require(act.cites?.first)
    #expect(act.cites?.count == 1 && old.relation == .replaces && old.document.entry == replaced)
    #expect(old.document.code == "7/BNV-VP" && old.document.issuedDate == Day(2026, 11, 16))
  }

  @Test func whatTheReceiverDoesGoesBackToTheSender() throws {
    let station = try world.station(damThuy)
    try stage.put("1.edxml", stage.letter())
    try stage.run()
    _ = try stage.acts(station)
    let document = try #require(station.mail[1]?.reference)
    try station.does(
      .reported(.init(document: document, recipient: damThuy, status: .accepted, note: "số đến 5", answers: nil)))
    try station.does(
      .reported(.init(document: document, recipient: damThuy, status: .completed, note: nil, answers: nil)))
    try station.exchange()
    #expect(try stage.run().sent == 2)
    let statuses = try stage.out().map { message in
      guard case .status(let status) = message else { throw HubRefusal.tooMuch }
      return status
    }
    #expect(statuses.map(\.status) == [.accepted, .completed])
    #expect(statuses[0].from.name == "UBND xã Đàm Thủy" && statuses[0].note == "số đến 5")
    #expect(statuses[0].reference.documentID == "000.00.00.G09,2026/11/16,7/BNV-VP")
    #expect(statuses[0].reference.organID == "000.00.00.G09" && statuses[0].reference.code == "7/BNV-VP")
    #expect(try stage.run().sent == 0)
    try stage.expectSound()
  }
}
