import GRDB
import Records
import Testing

@testable import Office

/// A colleague's registration of a document comes before the document itself, which its sender or the hub still has:
/// the line is there, because the registration holds all of it, and becomes the same line when the document comes.
struct RegistrationAloneTests {
  private let desk: ReadersDesk

  init() throws { desk = try ReadersDesk(isDelivered: false) }

  private var registered: Act {
    .registered(
      .init(
        document: desk.commune.document("7/SNV"), book: "den-2026", arrivalNumber: 1, suffix: nil,
        arrivalDate: desk.commune.context.day, reason: nil, arrival: desk.document, seen: [desk.document]))
  }

  private var routed: Act {
    .routed(
      .init(
        document: desk.document, assignments: [Assignment(unit: "Tư pháp", role: .lead)], instruction: nil,
        instructedBy: nil))
  }

  private func waiting() throws -> Int { try count("waiting") }

  private func count(_ table: String) throws -> Int {
    try desk.commune.office.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")! }
  }

  @Test func theLineIsThereAtOnceAndTheDocumentJoinsIt() throws {
    try desk.hear([registered, routed])
    #expect(try desk.line().document.code == "7/SNV" && desk.line().state == .assigned)
    #expect(try desk.line().toPlaces == "Tư pháp" && waiting() == 0)
    #expect(try desk.commune.find("ho ngheo") == ["1"])
    try desk.expectSound()
    let id = try desk.line().id
    try desk.applyForeign(desk.issued(files: [desk.plan]), 1)
    #expect(try desk.line().id == id && desk.line().state == .assigned && desk.line().mailbox != nil)
    #expect(try desk.files() == ["kế hoạch.pdf"])
    #expect(try count("document") == 1)
    try desk.expectSound()
  }

  /// What the colleague did with the arrival before it was registered.
  @Test func alsoIfItIsNotTheFirstThatWasDoneWithIt() throws {
    try desk.hear([.attached(.init(document: desk.document, file: desk.annex)), registered, routed])
    #expect(try desk.files() == ["phụ lục.pdf"] && desk.line().state == .assigned && waiting() == 0)
    try desk.applyForeign(desk.issued(files: [desk.plan]), 1)
    #expect(try desk.files() == ["kế hoạch.pdf", "phụ lục.pdf"])
    try desk.expectSound()
  }

  /// The sender asks before its document is here: nothing is asked of a document that did not come from anybody.
  @Test func whatTheSenderSaysOfItWaitsForTheDocument() throws {
    try desk.hear([registered])
    try desk.applyForeign(desk.corrected("Sửa rồi"), 2)
    #expect(try desk.line().document.subject == "V/v rà soát hộ nghèo" && desk.requests() == 0)
    try desk.expectSound()
    try desk.applyForeign(desk.issued(files: [desk.plan]), 1)
    #expect(try desk.requests() == 1)
    try desk.expectSound()
  }

  /// A colleague that lies registers a document and issues it as its draft, of which nothing is here.
  @Test(arguments: [true, false]) func whatNumbersItLastMakesIt(_ isRegisteredFirst: Bool) throws {
    let acts = [registered, desk.issued(draft: desk.document, files: [])]
    try desk.hear(isRegisteredFirst ? acts : acts.reversed())
    #expect(try waiting() == 0 && count("document") >= 1)
    try desk.expectSound()
    try desk.hear([routed], after: isRegisteredFirst ? acts : acts.reversed())
    try desk.expectSound()
  }

  /// Two stations registered it, before either knew of the other or of the document.
  @Test func theLaterOfTwoRegistrationsMakesIt() throws {
    guard case .registered(var second) = registered else { return }
    second.arrivalNumber = 2
    try desk.hear([registered, routed, .registered(second), routed])
    let line = try desk.commune.office.find("2", today: desk.commune.context.day)
    #expect(try line.state == .assigned && waiting() == 0)
    #expect(try desk.commune.office.find("1", today: desk.commune.context.day).state == .reserved)
    try desk.expectSound()
    try desk.applyForeign(desk.issued(files: [desk.plan]), 1)
    try desk.expectSound()
  }

  /// An earlier version let it wait.
  @Test func aFileOfAnEarlierVersionShowsTheLine() throws {
    try desk.hear([registered, routed])
    try desk.commune.office.database.write {
      try $0.execute(
        sql: """
          INSERT INTO waiting SELECT '\(desk.document)', station, epoch, sequence FROM journal
          WHERE station = '0a0b0c0d';
          DELETE FROM trail; DELETE FROM document;
          ALTER TABLE request DROP COLUMN takesValues; DROP TABLE unneeded;
          DELETE FROM grdb_migrations WHERE identifier = 'effects of foreign acts'
          """)
    }
    try desk.commune.office.database.close()
    let office = try Office.open("\(desk.folder.path)/office.vanthu")
    #expect(try office.find("1", today: desk.commune.context.day).state == .assigned)
    #expect(try office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
  }
}
