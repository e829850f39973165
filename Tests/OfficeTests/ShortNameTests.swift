import GRDB
import Records
import Testing

@testable import Office

/// Documents without a number have short names, and a restored file counts again: a name that means two is refused.
struct ShortNameTests {
  private let commune: Commune

  init() throws { commune = try Commune() }

  private func find(_ name: String) throws -> DocumentLine {
    try commune.office.find(name, today: commune.context.day)
  }

  /// Returns two drafts of which one was made in a later epoch under the same sequence, as after a restore.
  private func namesakes() throws -> (DocumentLine, DocumentLine) {
    let drafts = try ["Bản cũ", "Bản mới"].map { subject in
      try commune.office.act(commune.context) { try $0.draft(commune.own(subject), to: []) }
    }
    let old = try #require(EntryReference(drafts[0].entry))
    let again = EntryReference(station: old.station, epoch: old.epoch + 1, sequence: old.sequence)
    try commune.office.database.writeWithoutTransaction {
      try $0.execute(
        sql: "UPDATE document SET entry = ? WHERE id = ?", arguments: [again.description, drafts[1].id])
    }
    return (try find(drafts[0].entry), try find(again.description))
  }

  @Test func aNameOfTwoIsRefusedWithTheFullNames() throws {
    let (old, new) = try namesakes()
    #expect(old.reference == new.reference && old.id != new.id)
    #expect(
      throws: LookupRefusal.severalWait(old.reference, ["\(new.entry) (Bản mới)", "\(old.entry) (Bản cũ)"])
    ) { try find(old.reference) }
  }

  @Test func whatWaitsIsMeantIfTheOtherDoesNot() throws {
    let (old, new) = try namesakes()
    try commune.office.database.writeWithoutTransaction {
      try $0.execute(sql: "UPDATE document SET state = 'voided' WHERE id = ?", arguments: [new.id])
    }
    #expect(try find(old.reference).id == old.id)
    #expect(try find(new.entry).id == new.id)
  }
}
