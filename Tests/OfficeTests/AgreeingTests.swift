import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// What a sender changes, takes back or recalls after its document was registered elsewhere: nothing, until that office
/// agrees.
struct AgreeingTests {
  private let desk: ReadersDesk

  init() throws { desk = try ReadersDesk() }

  // MARK: what was registered with the document

  /// Also if the file was attached before, and came with the document.
  @Test(arguments: [-30, 60] as [Int64]) func theSenderTakesBackItsFile(_ minute: Int64) throws {
    try desk.applyForeign(.attached(.init(document: desk.document, file: desk.annex)), 2, minute: -40)
    try desk.register()
    try desk.applyForeign(desk.takingBack(2), 3, minute: minute)
    #expect(try desk.files() == ["kế hoạch.pdf", "phụ lục.pdf"] && desk.requests() == 1)
    try desk.expectSound()
    try desk.agree()
    #expect(try desk.files() == ["kế hoạch.pdf"] && desk.requests() == 0)
    try desk.expectSound()
  }

  @Test(arguments: [-30, 60] as [Int64]) func orPutsOneBackThatItHadDetached(_ minute: Int64) throws {
    try desk.applyForeign(
      .detached(.init(document: desk.document, sha256: desk.plan.sha256, reason: "nhầm")), 2, minute: -40)
    try desk.register()
    try desk.applyForeign(desk.takingBack(2), 3, minute: minute)
    #expect(try desk.files() == [] && desk.requests() == 1)
    try desk.agree()
    #expect(try desk.files() == ["kế hoạch.pdf"] && desk.requests() == 0)
    try desk.expectSound()
  }

  @Test(arguments: [-30, 60] as [Int64]) func whatIsAskedAndTakenBackIsNotAskedAnyMore(_ minute: Int64) throws {
    try desk.register()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2, minute: minute)
    #expect(try desk.requests() == 1)
    try desk.applyForeign(desk.takingBack(2), 3, minute: minute)
    #expect(try desk.line().document.subject == "V/v rà soát hộ nghèo" && desk.requests() == 0)
    try desk.expectSound()
  }

  /// What this office agreed to is registered: to change it back is another request.
  @Test(arguments: [-30, 60] as [Int64]) func whatWasAgreedToIsRegistered(_ minute: Int64) throws {
    try desk.register()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2, minute: minute)
    #expect(try desk.line().document.subject == "V/v rà soát hộ nghèo")
    try desk.agree()
    #expect(try desk.line().document.subject == "Sửa rồi" && desk.requests() == 0)
    try desk.expectSound()
    try desk.applyForeign(desk.takingBack(2), 3, minute: minute)
    #expect(try desk.line().document.subject == "Sửa rồi" && desk.requests() == 1)
    try desk.agree()
    #expect(try desk.line().document.subject == "V/v rà soát hộ nghèo" && desk.requests() == 0)
    try desk.expectSound()
  }

  /// At the other station the agreement comes after the sender has taken back what it asked for.
  @Test func bothStationsShowWhatWasAgreedTo() throws {
    try desk.register()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2)
    try desk.applyForeign(desk.takingBack(2), 3)
    let asked = EntryReference(station: desk.sender, epoch: 1, sequence: 2)
    try desk.hear([
      .reported(
        .init(
          document: desk.document, recipient: "x", status: .agreed, note: nil, answers: asked, takesValues: true))
    ])
    #expect(try desk.line().document.subject == "Sửa rồi" && desk.requests() == 1)
    try desk.expectSound()
  }

  /// The ninth and the tenth entry: by their names the tenth comes first.
  @Test func ofTwoChangesTheLaterOneIsRegistered() throws {
    try desk.register()
    try desk.applyForeign(desk.corrected("Sửa một"), 9)
    try desk.applyForeign(desk.corrected("Sửa hai"), 10)
    try desk.agree()
    #expect(try desk.line().document.subject == "Sửa hai" && desk.requests() == 0)
    try desk.expectSound()
  }

  @Test func whatWasDestroyedIsNotRefusedLater() throws {
    try desk.register()
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 2)
    try desk.agree()
    let recall = EntryReference(station: desk.sender, epoch: 1, sequence: 2)
    try desk.hear([
      .reported(.init(document: desk.document, recipient: "x", status: .disagreed, note: "còn dùng", answers: recall)),
      .routed(
        .init(
          document: desk.document, assignments: [Assignment(unit: "Tư pháp", role: .lead)], instruction: nil,
          instructedBy: nil)),
    ])
    #expect(try desk.line().state == .withdrawn)
    try desk.expectSound()
  }

  /// Although the sender's clock puts what it asked after all of this.
  @Test func theClerksOwnCorrectionAfterwardsCounts() throws {
    try desk.register()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2, minute: 600)
    try desk.agree()
    let registered = try desk.line()
    try desk.commune.office.act(desk.commune.context) {
      try $0.correct(registered, .subject, to: "Văn thư sửa", reason: "theo bản giấy")
    }
    #expect(try desk.line().document.subject == "Văn thư sửa")
    try desk.expectSound()
  }

  /// The clerk of an earlier version typed the new value herself, and perhaps another one.
  @Test func whatWasAgreedToInAnEarlierVersionChangesNothing() throws {
    try desk.register()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2)
    let asked = EntryReference(station: desk.sender, epoch: 1, sequence: 2)
    try desk.commune.office.act(desk.commune.context) {
      try $0.write(
        .reported(.init(document: desk.document, recipient: "x", status: .agreed, note: nil, answers: asked)))
    }
    #expect(try desk.line().document.subject == "V/v rà soát hộ nghèo" && desk.requests() == 0)
    try desk.expectSound()
  }

  /// The recipients in the sender's register are not the units to which this office has routed it.
  @Test func whereItGoesHereIsNotForTheSenderToSay() throws {
    try desk.register()
    let registered = try desk.line()
    try desk.commune.office.act(desk.commune.context) {
      try $0.route(registered, to: [Assignment(unit: "Tư pháp", role: .lead)])
    }
    try desk.applyForeign(
      .corrected(.init(document: desk.document, field: .toPlaces, old: "a", new: "UBND xã khác", reason: "nhầm")), 2)
    try desk.agree()
    #expect(try desk.line().toPlaces == "Tư pháp")
    try desk.expectSound()
  }

  // MARK: sent back, destroyed

  @Test func whatIsAskedOfADocumentThatIsSentBackThenIsWorkNoLonger() throws {
    let registered = try desk.register()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2)
    #expect(try desk.requests() == 1)
    try desk.commune.office.act(desk.commune.context) { try $0.sendBack(registered, reason: "nhầm nơi nhận") }
    #expect(try desk.requests() == 0)
    #expect(try desk.commune.office.requests(desk.commune.office.card(desk.line())).isEmpty)
    #expect(throws: ReportingRefusal.nothingAsked("1")) {
      try desk.commune.office.act(desk.commune.context) { try $0.agree(registered) }
    }
    try desk.expectSound()
    // It is registered again: then the question is open again. A recall is asked in any case.
    try desk.commune.office.act(desk.commune.context) { _ = try $0.undoLast(of: nil) }
    #expect(try desk.requests() == 1)
    try desk.commune.office.act(desk.commune.context) { try $0.void(registered, reason: "sai sổ") }
    #expect(try desk.requests() == 0)
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 3)
    #expect(try desk.requests() == 1)
    try desk.expectSound()
  }

  @Test func aDocumentThatWasSentBackIsOnlyRecalled() throws {
    let arrival = try desk.commune.office.find("moi-1", today: desk.commune.context.day)
    let returned = try desk.commune.office.act(desk.commune.context) {
      try $0.sendBack(arrival, reason: "nhầm nơi nhận")
    }
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2, minute: 60)
    try desk.applyForeign(.attached(.init(document: desk.document, file: desk.annex)), 3, minute: 60)
    let line = try #require(try desk.commune.office.lines(ids: [returned.id]).first)
    #expect(line.document.subject == "V/v rà soát hộ nghèo" && line.requests == 0)
    #expect(try desk.commune.office.files(line).map(\.name) == ["kế hoạch.pdf"])
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 4, minute: 60)
    #expect(try desk.commune.office.lines(ids: [returned.id]).first?.requests == 1)
    try desk.expectSound()
  }

  /// A colleague agreed, at another PC: what its entry does here is the same as what it did there.
  @Test(arguments: [true, false]) func whatAColleagueDestroyedIsDestroyedHere(_ isDetachedBefore: Bool) throws {
    try desk.register()
    let path = "\(desk.folder.path)/bản quét.txt"
    try "quét".write(toFile: path, atomically: true, encoding: .utf8)
    var registered = try desk.line()
    try desk.commune.office.act(desk.commune.context) {
      registered = try $0.attach(registered, file: path)
      if isDetachedBefore { try $0.detach(registered, "bản quét.txt") }
    }
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 2)
    #expect(try desk.contents() == 1)
    try desk.hear([
      .reported(
        .init(
          document: desk.document, recipient: "x", status: .agreed, note: nil,
          answers: EntryReference(station: desk.sender, epoch: 1, sequence: 2)))
    ])
    #expect(try desk.line().state == .withdrawn && desk.files() == [])
    #expect(try desk.contents() == 0)
    try desk.expectSound()
  }

  @Test func whatAnotherDocumentHasTooIsKept() throws {
    try desk.register()
    let path = "\(desk.folder.path)/chung.txt"
    try "chung".write(toFile: path, atomically: true, encoding: .utf8)
    let (registered, other) = (try desk.line(), try desk.commune.register(desk.commune.document("9/UBND-VX")))
    try desk.commune.office.act(desk.commune.context) {
      try $0.attach(registered, file: path)
      try $0.attach(other, file: path)
    }
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 2)
    try desk.agree()
    #expect(try desk.line().state == .withdrawn && desk.contents() == 1)
    try desk.expectSound()
  }
}
