import GRDB
import Records
import Testing

@testable import Office

/// A station that is newer than this one writes acts that this one does not know yet.
struct UnknownActsTests {
  private let other = StationName(number: 0x0a0b_0c0d)

  private func entry(_ sequence: Int, _ act: String) -> StoredEntry {
    StoredEntry(
      station: other, epoch: 1, sequence: sequence, time: HybridTime(milliseconds: 1_795_000_000_000 + Int64(sequence)),
      day: Day(2026, 11, 20), clerk: "Văn thư 2", group: nil, act: act)
  }

  @Test func aLastNumberNobodyCanHaveReachedFillsNoBook() throws {
    let commune = try Commune()
    let acts: [Act] = [
      .numbersConfirmed(.init(book: "den-2026", last: 4_000_000_000)),
      .custodyRecovered(.init(book: "den-2026", generation: 2, last: .max, reason: "hỏng")),
      .numbersConfirmed(.init(book: "den-2026", last: 3)),
    ]
    let entries = try acts.enumerated().map { try entry($0.offset + 1, StoredAct.text(of: $0.element)) }
    try commune.office.act(commune.context) {
      try $0.receive(journal: entries, after: .zero, isHub: false)
    }
    #expect(try commune.office.bookStates().first { $0.book.id == "den-2026" }?.lastNumber == 3)
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
  }

  /// As `contentMissing` is for a version that does not know it: kept, and no damage.
  @Test func whatALaterVersionSaysOfAFileIsSetAsideAndChangesNothing() throws {
    let commune = try Commune()
    let file = StoredFile(
      name: "quét.pdf", sha256: String(repeating: "0f", count: 32), size: 4, mediaType: "application/pdf")
    let issued = Act.issued(
      .init(
        document: commune.document("7/SNV"), book: "di-2026", number: 1, suffix: nil,
        to: [Recipient(name: "UBND xã Đàm Thủy")], draft: nil, reason: nil, files: [file], replaces: nil))
    let made = try entry(1, StoredAct.text(of: issued))
    let missing = try StoredAct.text(
      of: .contentMissing(.init(document: made.reference, sha256: file.sha256, file: file.name)))
    let later = entry(2, missing.replacing("contentMissing", with: "contentLostForEver"))
    for entry in [made, later, entry(3, missing)] {
      try commune.office.act(commune.context) {
        try $0.receive(delivered: entry, after: .zero, position: entry.sequence, proof: [])
      }
      let aside = try commune.office.read { try String.fetchAll($0, sql: "SELECT reason FROM unapplied") }
      #expect(aside == (entry.sequence == 1 ? [] : ["unknown"]))
      #expect(try commune.office.wanted().map(\.isLost) == [entry.sequence == 3])
    }
    #expect(try commune.office.find("moi-1", today: commune.context.day).files == 1)
    #expect(try commune.office.verify().isSound)
  }

  /// Delivers a document of another office that waits here, and that office's corrections of it.
  private func receive(_ document: Document, then corrections: [(Field, String)], _ commune: Commune) throws {
    let issued = Act.issued(
      .init(
        document: document, book: "di-2026", number: 1, suffix: nil, to: [Recipient(name: "UBND xã Đàm Thủy")],
        draft: nil, reason: nil, files: nil, replaces: nil))
    let made = try entry(1, StoredAct.text(of: issued))
    let later = try corrections.enumerated().map { place, correction in
      try entry(
        place + 2,
        StoredAct.text(
          of: .corrected(
            .init(
              document: made.reference, field: correction.0, old: "", new: correction.1, reason: "nhầm"))))
    }
    for entry in [made] + later {
      try commune.office.act(commune.context) {
        try $0.receive(delivered: entry, after: .zero, position: entry.sequence, proof: [])
      }
    }
  }

  /// Each of these made every list that shows the document unreadable.
  @Test(arguments: [
    (Field.issuedDate, "hôm qua"), (.issuedDate, ""), (.issuedDate, "2150-01-01"), (.dueDate, "2150-01-01"),
    (.dueDate, "mai"), (.urgency, "rất khẩn"), (.pageAmount, "mười"),
  ]) func aValueThatCannotBeIsSetAside(_ field: Field, _ value: String) throws {
    let commune = try Commune()
    var document = commune.document("7/SNV")
    document.pageAmount = 3
    try receive(document, then: [(field, value), (.subject, "V/v khác")], commune)
    let line = try commune.office.find("moi-1", today: commune.context.day)
    #expect(line.document.value(of: field) == document.value(of: field))
    #expect(line.document.subject == "V/v khác")
    let report = try commune.office.verify()
    #expect(report.isSound && report.remarks.count == 1, "\(report.findings) \(report.remarks)")
    #expect(report.remarks[0].vietnamese.contains("giá trị không thể có"))
  }

  @Test func aDocumentOfAnotherCenturyIsSetAside() throws {
    for far in [Day(2150, 1, 1), Day(2101, 1, 1)] {
      let commune = try Commune()
      var document = commune.document("7/SNV")
      document.dueDate = far
      try receive(document, then: [(.subject, "V/v khác")], commune)
      document = commune.document("8/SNV")
      document.issuedDate = far
      try receive(document, then: [], commune)
      #expect(try commune.office.inbox(today: commune.context.day, calendar: .shipped).isEmpty)
      let report = try commune.office.verify()
      #expect(report.isSound && report.remarks.count == 1, "\(report.findings) \(report.remarks)")
    }
  }

  @Test func whatIsNotKnownWaitsAndIsDoneByAVersionThatKnowsIt() throws {
    let commune = try Commune()
    let known = try StoredAct.text(of: .groupNamed(.init(name: "Các xóm", members: [Recipient(name: "Xóm A")])))
    try commune.office.act(commune.context) { transaction in
      try transaction.receive(
        journal: [entry(1, #"{"flown":{"to":"the moon"}}"#), entry(2, known)], after: .zero, isHub: false)
    }
    #expect(try commune.office.hasUnknown())
    #expect(try commune.office.groups().map(\.name) == ["Các xóm"])
    try commune.office.act(commune.context) { try $0.applyUnknown() }
    #expect(try commune.office.hasUnknown() && commune.office.verify().isSound)

    // As a version before the one with groups would have left it.
    try commune.office.database.write { db in
      try db.execute(sql: "DELETE FROM recipientGroup")
      try db.execute(
        sql: "INSERT INTO unapplied (station, epoch, sequence, reason) VALUES (?, 1, 2, 'unknown')",
        arguments: [other.description])
    }
    #expect(try commune.office.verify().isSound)
    try commune.office.act(commune.context) { try $0.applyUnknown() }
    #expect(try commune.office.groups().map(\.name) == ["Các xóm"])
    #expect(try commune.office.verify().isSound)
  }
}
