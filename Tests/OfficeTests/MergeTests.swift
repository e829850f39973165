import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// A document was registered from paper, as number 1; then it comes through the hub. The two are made one.
struct MergeTests {
  private let desk: ReadersDesk
  private let paper: DocumentLine

  init() throws {
    desk = try ReadersDesk(isDelivered: false)
    paper = try desk.commune.register(desk.commune.document("7/SNV", "Bản giấy ghi trích yếu khác"))
    try desk.applyForeign(desk.issued(files: [desk.plan]), 1)
  }

  private func find(_ name: String) throws -> DocumentLine {
    try desk.commune.office.find(name, today: desk.commune.context.day)
  }

  @discardableResult
  private func merge(_ copy: String = "moi-1", into line: String = "1", anyway: String? = nil) throws -> DocumentLine {
    let (copy, line) = (try find(copy), try find(line))
    return try act { try $0.merge(copy, into: line, anyway: anyway) }
  }

  private func act<T>(_ body: (OfficeTransaction) throws -> T) throws -> T {
    try desk.commune.office.act(desk.commune.context, body)
  }

  @discardableResult
  private func on<T>(_ name: String, _ body: (OfficeTransaction, DocumentLine) throws -> T) throws -> T {
    let line = try find(name)
    return try act { try body($0, line) }
  }

  private func inbox() throws -> [String] {
    try desk.commune.office.inbox(today: desk.commune.context.day, calendar: .shipped).map {
      "\($0.line.reference) \($0.need)"
    }
  }

  /// What the sender was told, in the order in which this station wrote it.
  private func told() throws -> [String] {
    try desk.commune.office.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT act FROM journal WHERE act GLOB '{"reported":*' AND station = (SELECT id FROM station)
          ORDER BY epoch, sequence
          """
      ).map { row in
        guard case .reported(let report) = try StoredAct.act(from: row[0]) else { return "?" }
        #expect(report.document == desk.document)
        return [report.status.rawValue, report.note].compactMap(\.self).joined(separator: " ")
      }
    }
  }

  /// The registers are as the journal has them, in whatever order the entries come.
  private func expectSound() throws {
    try desk.expectSound()
    var random = SeededRandom(seed: 7)
    for _ in 1...24 {
      let findings = try desk.commune.office.replay(shuffledBy: &random).findings
      #expect(findings.map { "\($0.place) \($0.words.english)" } == [])
    }
  }

  private func words(_ line: DocumentLine) throws -> [String] {
    try desk.commune.office.trail(line).map { "\($0.said.vietnamese)\($0.isOverruled ? " (không)" : "")" }
  }

  private func colleague(_ sequence: Int) -> EntryReference {
    EntryReference(station: StationName(number: 0x0a0b_0c0d), epoch: 1, sequence: sequence)
  }

  // MARK: paper first

  @Test func theElectronicCopyGoesToTheNumberOfThePaper() throws {
    #expect(try told() == ["01"])
    let line = try merge()
    #expect(line.id == paper.id && line.number == 1 && line.state == .accepted)
    #expect(line.document.subject == "Bản giấy ghi trích yếu khác")
    #expect(try desk.files() == ["kế hoạch.pdf"])
    #expect(try told() == ["01", "03 số đến 1, ngày 20/11/2026"])
    #expect(try inbox() == ["1 toHandOn"])
    #expect(try find("moi-1").id == paper.id)
    #expect(try desk.commune.find("ho ngheo") == [])
    #expect(
      try words(line).contains(
        "nhập bản điện tử vào số 1; bản nhập vào ghi khác: "
          + "trích yếu “V/v rà soát hộ nghèo”, trong sổ “Bản giấy ghi trích yếu khác”"))
    #expect(try words(line).contains("phát hành 7/SNV tới 1 nơi nhận"))
    try expectSound()
  }

  /// The next number is the one after the paper's: none was used.
  @Test func noSecondNumberIsGiven() throws {
    try merge()
    #expect(try desk.commune.register(desk.commune.document("8/SNV")).number == 2)
  }

  @Test func theSenderIsToldTheNumberAlsoIfThePaperHasGoneOn() throws {
    try act { try $0.route(paper, to: [Assignment(unit: "Tư pháp", role: .lead)]) }
    try merge()
    #expect(try told() == ["01", "03 số đến 1, ngày 20/11/2026", "04"])
    try on("1") { try $0.settle($1) }
    #expect(try told().last == "06")
    try expectSound()
  }

  @Test func theIdentifierOfTheCopyIsThatOfTheLine() throws {
    var document = desk.commune.document("9/SNV")
    document.documentID = "H14.2026.9"
    let issued = Act.issued(
      .init(
        document: document, book: "di-2026", number: 2, suffix: nil, to: [Recipient(name: "UBND xã Đàm Thủy")],
        draft: nil, reason: nil, files: nil, replaces: nil))
    try desk.applyForeign(issued, 2)
    #expect(try merge("moi-2").document.documentID == "H14.2026.9")
    try expectSound()
  }

  /// A mistyped number costs nothing: both documents are electronic, and each has its own number at its sender.
  @Test func twoDifferentDocumentsAreNotMerged() throws {
    try merge()
    var document = desk.commune.document("9/SNV", "Việc khác hẳn")
    document.documentID = "H14.2026.9"
    try desk.applyForeign(
      .issued(
        .init(
          document: document, book: "di-2026", number: 2, suffix: nil, to: [Recipient(name: "UBND xã Đàm Thủy")],
          draft: nil, reason: nil, files: nil, replaces: nil)), 2)
    let code = try find("1").document.code
    #expect(throws: MergeRefusal.otherDocument("1", code, copy: "moi-2", "9/SNV")) { try merge("moi-2") }
    #expect(try inbox().contains("moi-2 arrived"))
    try merge("moi-2", anyway: "nơi gửi đã cấp lại số")
    #expect(try !inbox().contains("moi-2 arrived"))
    try expectSound()
  }

  // MARK: what the sender does afterwards

  @Test(arguments: [-30, 60] as [Int64]) func aLaterChangeIsARequestAboutTheLine(_ minute: Int64) throws {
    try merge()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2, minute: minute)
    try desk.applyForeign(.attached(.init(document: desk.document, file: desk.annex)), 3, minute: minute)
    #expect(try desk.requests() == 2 && inbox() == ["1 requested"])
    #expect(try desk.files() == ["kế hoạch.pdf"])
    try expectSound()
    try desk.agree()
    #expect(try desk.line().document.subject == "Sửa rồi" && desk.files() == ["kế hoạch.pdf", "phụ lục.pdf"])
    #expect(try told().suffix(2) == ["15", "15"])
    try expectSound()
  }

  @Test func whatIsTakenBackIsNotAskedAnyMore() throws {
    try merge()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2)
    try desk.applyForeign(desk.takingBack(2), 3)
    #expect(try desk.requests() == 0 && inbox() == ["1 toHandOn"])
    try expectSound()
  }

  @Test(arguments: [-30, 60] as [Int64]) func aRecallDestroysTheLine(_ minute: Int64) throws {
    try merge()
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 2, minute: minute)
    #expect(try inbox() == ["1 requested"])
    try desk.agree()
    let line = try desk.line()
    #expect(line.state == .withdrawn && line.files == 0 && line.document.subject == Registers.withdrawnSubject)
    #expect(try !words(line).contains { $0.contains("hộ nghèo") })
    #expect(try told().last == "15")
    try expectSound()
  }

  @Test func aRecallThatWaitsIsAnsweredFirst() throws {
    try desk.applyForeign(.recalled(.init(document: desk.document, reason: "sai")), 2)
    #expect(throws: MergeRefusal.copyRecalled("moi-1")) { try merge() }
    try merge(anyway: "bản giấy đã giao")
    // The request is that of the line now.
    #expect(try desk.requests() == 1 && inbox() == ["1 requested"])
    try on("1") { try $0.disagree($1, reason: "còn dùng") }
    #expect(try inbox() == ["1 toHandOn"] && told().last == "16 còn dùng")
    try expectSound()
  }

  // MARK: undo

  @Test func undoBringsTheArrivalBack() throws {
    let before = try desk.commune.office.card(find("moi-1"))
    try merge()
    let undone = try act { try $0.undoLast(of: "Văn thư 1") }
    #expect(undone.lines.map(\.reference) == ["1"])
    #expect(try desk.files() == [] && inbox() == ["moi-1 arrived", "1 toHandOn"])
    #expect(try find("moi-1").document == before.line.document)
    #expect(try desk.commune.office.files(find("moi-1")) == before.files)
    #expect(try told() == ["01", "03 số đến 1, ngày 20/11/2026", "01"])
    try expectSound()
    // And again.
    try merge()
    #expect(try desk.files() == ["kế hoạch.pdf"] && inbox() == ["1 toHandOn"])
    #expect(try told().last == "03 số đến 1, ngày 20/11/2026")
    try expectSound()
  }

  @Test func anUndoneMergeAsksNothingAboutTheLine() throws {
    try merge()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2, minute: 60)
    try on("1") { try $0.undo($1) }
    #expect(try inbox() == ["moi-1 arrived", "1 toHandOn"])
    #expect(try find("moi-1").document.subject == "Sửa rồi")
    try expectSound()
  }

  // MARK: a wrong double

  @Test func aNumberThatWasGivenByMistakeIsVoid() throws {
    let arrival = try find("moi-1")
    try act { try $0.register(arrival.document, arrivedOn: desk.commune.context.day, anyway: "nhầm", arrival: arrival) }
    try on("2") { try $0.route($1, to: [Assignment(unit: "Tư pháp", role: .lead)]) }
    #expect(try told() == ["01", "03 số đến 2, ngày 20/11/2026", "04"])
    try merge("2")
    let double = try find("2")
    #expect(double.state == .voided && double.reason == "trùng với số 1" && double.files == 0)
    #expect(double.document.subject == "V/v rà soát hộ nghèo")
    #expect(try desk.files() == ["kế hoạch.pdf"] && inbox() == ["1 toHandOn"])
    #expect(try told().last == "03 số đến 1, ngày 20/11/2026")
    try expectSound()
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2)
    #expect(try inbox() == ["1 requested"])
    try on("2") { try $0.undo($1) }
    #expect(try find("2").state == .assigned && desk.files() == [])
    #expect(try inbox() == ["2 requested", "1 toHandOn"])
    #expect(try told().last == "04")
    try expectSound()
  }

  @Test func twoNumbersFromPaperAreOneDocument() throws {
    try desk.commune.register(desk.commune.document("7/SNV", "Lần hai"), anyway: "không thấy bản cũ")
    try merge("2")
    #expect(try find("2").state == .voided && inbox() == ["moi-1 arrived", "1 toHandOn"])
    try expectSound()
  }

  /// What was merged into a line that is merged itself goes on to the next one.
  @Test func aChainEndsAtOneNumber() throws {
    try desk.commune.register(desk.commune.document("7/SNV", "Lần hai"), anyway: "không thấy bản cũ")
    try merge("moi-1", into: "2")
    #expect(try told().last == "03 số đến 2, ngày 20/11/2026")
    try merge("2", into: "1")
    #expect(try desk.files() == ["kế hoạch.pdf"] && told().last == "03 số đến 1, ngày 20/11/2026")
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2)
    #expect(try inbox() == ["1 requested"])
    try desk.agree()
    #expect(try desk.line().document.subject == "Sửa rồi")
    try expectSound()
    try on("2") { try $0.undo($1) }
    #expect(try find("2").files == 1 && desk.files() == [])
    try expectSound()
  }

  // MARK: colleagues

  private var registered: Act {
    .registered(
      .init(
        document: desk.commune.document("7/SNV"), book: "den-2026", arrivalNumber: 2, suffix: nil,
        arrivalDate: desk.commune.context.day, reason: nil, arrival: desk.document, seen: [desk.document]))
  }

  /// Whether its clock is behind or ahead: the registration with its own number stands.
  @Test func aColleagueAcceptedItMeanwhile() throws {
    try merge()
    try desk.hear([registered])
    #expect(try find("2").state == .accepted && desk.files() == [])
    #expect(try words(desk.line()).contains { $0.hasPrefix("nhập bản điện tử vào số 1") && $0.hasSuffix("(không)") })
    #expect(try told().last == "03 số đến 2, ngày 20/11/2026")
    try expectSound()
    // The clerk sees that it is a double, and merges that.
    try merge("2")
    #expect(try find("2").state == .voided && desk.files() == ["kế hoạch.pdf"])
    #expect(try told().last == "03 số đến 1, ngày 20/11/2026")
    try expectSound()
  }

  @Test func aColleagueSentItBackMeanwhile() throws {
    try merge()
    try desk.hear([.sentBack(.init(document: desk.document, reason: "gửi nhầm"))])
    #expect(try desk.files() == [] && inbox() == ["1 toHandOn"])
    #expect(try told().last == "02 gửi nhầm")
    try expectSound()
  }

  /// Which of the two merges stands does not depend on which came first.
  @Test func aColleagueMergedItIntoAnotherLine() throws {
    let other = try desk.commune.register(desk.commune.document("8/SNV"))
    try desk.hear([
      .merged(
        .init(
          document: EntryReference(other.entry)!, number: "2", copy: desk.document, files: [desk.plan],
          seen: [desk.document]))
    ])
    #expect(try find("2").files == 1)
    // Ours has an earlier time.
    try act {
      try $0.write(
        .merged(
          .init(
            document: EntryReference(paper.entry)!, number: "1", copy: desk.document, files: [desk.plan],
            seen: [desk.document])))
    }
    #expect(try find("2").files + desk.line().files == 1)
    try expectSound()
  }

  /// Two stations of an office made the other's number void.
  @Test func twoNumbersThatWereMergedIntoEachOther() throws {
    let other = try desk.commune.register(desk.commune.document("7/SNV", "Lần hai"), anyway: "nhầm")
    try merge("2", into: "1")
    let (first, second) = (EntryReference(paper.entry)!, EntryReference(other.entry)!)
    try desk.hear([
      .merged(.init(document: second, number: "2", copy: first, registration: first, copyNumber: "1"))
    ])
    #expect(try find("1").state == .accepted && find("2").state == .voided)
    try expectSound()
  }

  /// The colleague's acts come before what the sender wrote, and before the paper.
  @Test func theMergeComesBeforeTheDocument() throws {
    let bare = try ReadersDesk(isDelivered: false)
    let merged = Act.merged(
      .init(
        document: colleague(2), number: "1", copy: bare.document, files: [bare.plan], seen: [bare.document]))
    let paper = Act.registered(
      .init(
        document: bare.commune.document("7/SNV", "Bản giấy"), book: "den-2026", arrivalNumber: 1, suffix: nil,
        arrivalDate: bare.commune.context.day, reason: nil, arrival: nil))
    try bare.hear([merged, paper])
    #expect(try bare.files() == ["kế hoạch.pdf"])
    try bare.applyForeign(bare.corrected("Sửa rồi"), 2)
    try bare.expectSound()
    try bare.applyForeign(bare.issued(files: [bare.plan]), 1)
    #expect(try bare.line().document.subject == "Bản giấy" && bare.requests() == 1)
    #expect(
      try bare.commune.office.inbox(today: bare.commune.context.day, calendar: .shipped).map(\.line.reference) == ["1"])
    try bare.expectSound()
    var random = SeededRandom(seed: 3)
    for _ in 1...24 { #expect(try bare.commune.office.replay(shuffledBy: &random).findings.isEmpty) }
  }

  // MARK: registered provisionally, or from a file

  @Test func aProvisionalLineIsMergedToo() throws {
    let path = try desk.folder.write("bản điện tử.txt", "nội dung")
    let copy = try act {
      let copy = try $0.recordCopy(desk.commune.document("7/SNV"), reason: "edXML 1")
      return try $0.attach(copy, file: path)
    }
    #expect(copy.isProvisional)
    let line = try on("1") { try $0.merge(copy, into: $1) }
    #expect(try desk.commune.office.files(line).map(\.name) == ["bản điện tử.txt"])
    #expect(try inbox() == ["moi-1 arrived", "1 toHandOn"] && find(copy.reference).reference == "1")
    try expectSound()
  }
}
