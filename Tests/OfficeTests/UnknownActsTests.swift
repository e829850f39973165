import GRDB
import Records
import Testing

@testable import Office

/// A station that is newer than this one says things this one does not know yet.
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
      .numbersConfirmed(book: "den-2026", last: 4_000_000_000),
      .custodyRecovered(book: "den-2026", generation: 2, last: .max, reason: "hỏng"),
      .numbersConfirmed(book: "den-2026", last: 3),
    ]
    let entries = try acts.enumerated().map { try entry($0.offset + 1, StoredAct.text(of: $0.element)) }
    try commune.office.act(commune.acting) {
      try $0.take(journal: entries, after: Station.noHash, isHub: false)
    }
    #expect(try commune.office.shelves().first { $0.book.id == "den-2026" }?.lastNumber == 3)
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
  }

  @Test func whatIsNotKnownWaitsAndIsDoneByAVersionThatKnowsIt() throws {
    let commune = try Commune()
    let known = try StoredAct.text(of: .groupNamed(name: "Các xóm", members: [Recipient(name: "Xóm A")]))
    try commune.office.act(commune.acting) { desk in
      try desk.take(
        journal: [entry(1, #"{"flown":{"to":"the moon"}}"#), entry(2, known)], after: Station.noHash, isHub: false)
    }
    #expect(try commune.office.hasUnknown())
    #expect(try commune.office.groups().map(\.name) == ["Các xóm"])
    try commune.office.act(commune.acting) { try $0.applyUnknown() }
    #expect(try commune.office.hasUnknown() && commune.office.verify().isSound)

    // As a version before that of groups would have left it.
    try commune.office.database.write { db in
      try db.execute(sql: "DELETE FROM recipientGroup")
      try db.execute(
        sql: "INSERT INTO unapplied (station, epoch, sequence, reason) VALUES (?, 1, 2, 'unknown')",
        arguments: [other.description])
    }
    #expect(try commune.office.verify().isSound)
    try commune.office.act(commune.acting) { try $0.applyUnknown() }
    #expect(try commune.office.groups().map(\.name) == ["Các xóm"])
    #expect(try commune.office.verify().isSound)
  }
}
