import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// Acts of a colleague who did not know that a draft has its number, or that the content of a document was destroyed.
/// They have no effect, whatever the colleague's clock says.
struct OverruledTests {
  private let commune: Commune
  private let folder = TemporaryFolder()
  private let colleague = StationName(number: 0x0a0b_0c0d)
  private let sender = StationName(number: 1)

  init() throws { commune = try Commune(file: "\(folder.path)/office.vanthu") }

  private func entry(_ act: Act, of station: StationName, _ sequence: Int, minute: Int64) throws -> StoredEntry {
    StoredEntry(
      station: station, epoch: 1, sequence: sequence,
      time: HybridTime(milliseconds: commune.context.milliseconds + minute * 60_000 + Int64(sequence)),
      day: Day(2026, 11, 20), clerk: "Văn thư 2", group: nil, act: try StoredAct.text(of: act))
  }

  /// Delivers what the colleague did, all at once.
  ///
  /// - Parameter first: what it did before that, if anything.
  private func applyForeign(_ acts: Act..., after first: StoredEntry? = nil) throws {
    let entries = try acts.enumerated().map { try entry($1, of: colleague, $0 + (first == nil ? 1 : 2), minute: 60) }
    let hash = first.map { SHA256.hash(.zero, $0.hashed) } ?? .zero
    try commune.office.act(commune.context) { try $0.receive(journal: entries, after: hash, isHub: false) }
  }

  private func applyForeign(sender act: Act, _ sequence: Int) throws {
    let entry = try entry(act, of: sender, sequence, minute: -60)
    try commune.office.act(commune.context) {
      try $0.receive(delivered: entry, after: .zero, position: sequence, proof: [])
    }
  }

  private func find(_ reference: String) throws -> DocumentLine {
    try commune.office.find(reference, today: commune.context.day)
  }

  private func overruled(_ line: DocumentLine) throws -> [ActName] {
    try commune.office.trail(line).filter(\.isOverruled).map(\.entry.act.name)
  }

  private func expectSound() throws {
    #expect(try commune.office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
  }

  // MARK: numbers

  @Test func aDraftThatHasItsNumberIsNotDroppedNorChanged() throws {
    let to = [Recipient(name: "UBND tỉnh Cao Bằng")]
    let draft = try commune.office.act(commune.context) { try $0.draft(commune.own("Dự thảo"), to: to) }
    let document = try draft.made()
    let issued = try commune.issue(commune.own("Đã phát hành"), draft: draft)
    try applyForeign(
      .redrafted(.init(document: document, content: commune.own("Sửa sau"), to: [Recipient(name: "UBND xã Đàm Thủy")])),
      .draftDiscarded(.init(document: document)))
    let line = try find(issued.reference)
    #expect(line.state == .issued && line.document.subject == "Đã phát hành" && line.toPlaces == "UBND tỉnh Cao Bằng")
    #expect(try overruled(line) == [.redrafted, .draftDiscarded])
    try expectSound()
  }

  @Test func anArrivalThatHasItsNumberIsNotDropped() throws {
    let made = try entry(
      .registeredProvisionally(.init(document: commune.document(), arrivalDate: commune.context.day, reason: nil)),
      of: colleague, 1, minute: -60)
    try commune.office.act(commune.context) { try $0.receive(journal: [made], after: .zero, isHub: false) }
    let arrival = try find("tam-\(made.reference.station)-1")
    let line = try commune.office.act(commune.context) {
      try $0.register(arrival.document, arrivedOn: commune.context.day, arrival: arrival)
    }
    try applyForeign(.draftDiscarded(.init(document: try arrival.made())), after: made)
    #expect(try find(line.reference).state == .accepted)
    #expect(try overruled(line) == [.draftDiscarded])
    try expectSound()
  }

  // MARK: what was destroyed

  /// Returns a document that arrived, was registered and taken back by its sender, with this office's consent.
  private func withdrawn() throws -> DocumentLine {
    let document = EntryReference(station: sender, epoch: 1, sequence: 1)
    try applyForeign(
      sender: .issued(
        .init(
          document: commune.document("7/SNV"), book: "di-2026", number: 1, suffix: nil,
          to: [Recipient(name: "UBND xã Đàm Thủy")], draft: nil, reason: nil, files: nil, replaces: nil)), 1)
    let arrival = try find("moi-1")
    let line = try commune.office.act(commune.context) {
      try $0.register(arrival.document, arrivedOn: commune.context.day, arrival: arrival)
    }
    try applyForeign(
      sender: .corrected(
        .init(
          document: document, field: .subject, old: "V/v rà soát hộ nghèo", new: "V/v bí mật", reason: "nhầm")), 2)
    try applyForeign(sender: .recalled(.init(document: document, reason: "sai")), 3)
    return try commune.office.act(commune.context) { try $0.agree(line) }
  }

  private var file: StoredFile {
    StoredFile(name: "a.pdf", sha256: String(repeating: "a", count: 64), size: 4, mediaType: "application/pdf")
  }

  @Test func whatWasDestroyedStaysSo() throws {
    let document = try withdrawn().made()
    try applyForeign(
      .corrected(.init(document: document, field: .subject, old: "V/v rà soát hộ nghèo", new: "Khác", reason: "nhầm")),
      .attached(.init(document: document, file: file)),
      .settled(.init(document: document, answer: nil, note: "đã xong")),
      .voided(.init(document: document, reason: "nhầm")))
    let line = try find("1")
    #expect(line.state == .withdrawn && line.document.subject == Registers.withdrawnSubject)
    #expect(try commune.office.files(line) == [])
    try expectSound()
  }

  @Test func andNobodyFillsItAgain() throws {
    let line = try withdrawn()
    try writing("a.txt", in: folder)
    let acts: [(OfficeTransaction) throws -> DocumentLine] = [
      { try $0.correct(line, .subject, to: "Mới", reason: "nhầm") }, { try $0.void(line, reason: "nhầm") },
      { try $0.attach(line, file: "\(folder.path)/a.txt") },
    ]
    for act in acts {
      #expect(throws: HandlingRefusal.self) { try commune.office.act(commune.context) { _ = try act($0) } }
    }
    let said = try commune.office.trail(line).map(\.said.vietnamese)
    #expect(
      said.contains("đính chính trích yếu") && !said.contains { $0.contains("hộ nghèo") || $0.contains("bí mật") })
  }

  private func writing(_ name: String, in folder: TemporaryFolder) throws {
    try "a".write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
  }

  // MARK: files of earlier versions

  @Test func aFileOfAnEarlierVersionHasTheDocumentBack() throws {
    let draft = try commune.office.act(commune.context) { try $0.draft(commune.own("Dự thảo"), to: []) }
    let issued = try commune.issue(commune.own("Đã phát hành"), draft: draft)
    try applyForeign(.draftDiscarded(.init(document: try draft.made())))
    try commune.office.database.write {
      try $0.execute(
        sql: """
          UPDATE document SET state = 'voided' WHERE number = 1;
          DELETE FROM grdb_migrations WHERE identifier = 'overruled'
          """)
    }
    try commune.office.database.close()
    let office = try Office.open("\(folder.path)/office.vanthu")
    #expect(try office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
    #expect(try office.find(issued.reference, today: commune.context.day).state == .issued)
  }

  @Test func aLaterMigrationMayAddAColumnOfALineThatIsMadeAgain() throws {
    let draft = try commune.office.act(commune.context) { try $0.draft(commune.own("Dự thảo"), to: []) }
    _ = try commune.issue(commune.own("Đã phát hành"), draft: draft)
    try applyForeign(.draftDiscarded(.init(document: try draft.made())))
    try commune.office.database.write {
      try $0.execute(
        sql: """
          UPDATE document SET state = 'voided' WHERE number = 1;
          ALTER TABLE document DROP COLUMN issuedAmount;
          DELETE FROM grdb_migrations WHERE identifier = 'overruled'
          """)
    }
    var migrator = OfficeSchema.migrator
    migrator.registerMigration("a column of today") {
      try $0.execute(sql: "ALTER TABLE document ADD COLUMN issuedAmount INTEGER")
    }
    try OfficeSchema.migrate(commune.office.database, by: migrator)
    #expect(
      try commune.office.read { try String.fetchOne($0, sql: "SELECT state FROM document WHERE number = 1") }
        == "issued")
    #expect(try commune.office.read(LinesToRebuild.areThere) == false)
  }

  @Test func aMigrationThatWasInterruptedGoesOnAtTheNextStart() throws {
    let draft = try commune.office.act(commune.context) { try $0.draft(commune.own("Dự thảo"), to: []) }
    let issued = try commune.issue(commune.own("Đã phát hành"), draft: draft)
    try commune.office.database.write { db in
      try db.execute(sql: "UPDATE document SET state = 'voided' WHERE number = 1")
      try LinesToRebuild.note(try Int64.fetchAll(db, sql: "SELECT id FROM document WHERE number = 1"), db)
    }
    try commune.office.database.close()
    let office = try Office.open("\(folder.path)/office.vanthu")
    #expect(try office.find(issued.reference, today: commune.context.day).state == .issued)
    #expect(try office.read(LinesToRebuild.areThere) == false)
    #expect(try office.verify().isSound)
  }
}
