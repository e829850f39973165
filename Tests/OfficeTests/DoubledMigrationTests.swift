import GRDB
import Records
import TestSupport
import Testing

@testable import Office

struct DoubledMigrationTests {
  /// It has set aside the document of another PC whose number one of its own has.
  @Test func aFileOfAnEarlierVersionShowsWhatItHadSetAside() throws {
    let folder = TemporaryFolder()
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    try commune.issue()
    let colleagues = Act.issued(
      .init(
        document: commune.own("Của máy kia"), book: "di-2026", number: 1, suffix: nil, to: [], draft: nil, reason: nil,
        files: nil, replaces: nil))
    let entry = StoredEntry(
      station: StationName(number: 0x0a0b_0c0d), epoch: 1, sequence: 1,
      time: HybridTime(milliseconds: 1_795_000_100_000), day: Day(2026, 11, 20), clerk: "Văn thư 2", group: nil,
      act: try StoredAct.text(of: colleagues))
    try commune.office.act(commune.context) { try $0.receive(journal: [entry], after: .zero, isHub: false) }
    try commune.office.database.write {
      try $0.execute(
        sql: """
          DELETE FROM trail WHERE document IN (SELECT id FROM document WHERE doubled > 0);
          DELETE FROM document WHERE doubled > 0;
          INSERT INTO unapplied (station, epoch, sequence, reason) VALUES ('0a0b0c0d', 1, 1, 'number');
          DROP INDEX document_number; DROP INDEX document_doubled;
          ALTER TABLE document DROP COLUMN doubled;
          CREATE UNIQUE INDEX document_number ON document (book, number, suffix) WHERE book IS NOT NULL;
          DELETE FROM grdb_migrations WHERE identifier = 'numbers given twice';
          """)
    }
    try commune.office.database.close()
    let office = try Office.open("\(folder.path)/office.vanthu")
    let lines = try office.lines(
      ListQuery(try SearchQuery("", today: commune.context.day)), limit: 9, today: commune.context.day)
    #expect(
      lines.map { "\($0.numberText) \($0.document.subject)" }.sorted() == [
        "1 \(commune.own().subject)", "1* Của máy kia",
      ])
    #expect(try office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
  }
}
