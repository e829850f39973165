import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Office

struct VerifyTests {
  private func commune(_ folder: TemporaryFolder) throws -> Commune {
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    try commune.fill(6)
    try commune.issue()
    let line = try commune.office.find("2", today: commune.context.day)
    try commune.office.act(commune.context) { transaction in
      try transaction.route(
        line, to: [Assignment(unit: "Tư pháp", role: .lead, dueDate: Day(2026, 11, 25))], instruction: "gấp")
      try transaction.attach(line, file: folder.write("tệp.txt", String(repeating: "nội dung ", count: 20_000)))
    }
    return commune
  }

  @Test func aSoundFileHasNoFindings() throws {
    let folder = TemporaryFolder()
    let commune = try commune(folder)
    var fractions: [Double] = []
    let report = try commune.office.verify { fractions.append($0) }
    #expect(report.isSound)
    #expect((report.entries, report.documents, report.contents) == (5 + 6 + 1 + 2, 7, 1))
    #expect(fractions == fractions.sorted() && fractions.last == 1)
  }

  /// One changed byte anywhere in a row of the journal or of a register is found and named.
  @Test(arguments: ["journal", "document", "book", "assignment", "trail", "attachment", "figure", "clerk", "office"])
  func aChangedByteIsNamed(table: String) throws {
    let folder = TemporaryFolder()
    let commune = try commune(folder)
    var chance = Chance(table.count)
    let columns = try commune.office.read { db in
      try Row.fetchAll(db, sql: "SELECT name, pk FROM pragma_table_info(?)", arguments: [table]).map {
        ($0[0] as String, $0[1] as Int)
      }
    }
    for (column, _) in columns {
      let count = try commune.office.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) WHERE \(column) IS NOT NULL")!
      }
      guard count > 0 else { continue }
      let copy = "\(folder.path)/copy"
      try commune.office.backup(to: copy)
      do {
        let queue = try DatabaseQueue(path: copy)
        try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA foreign_keys = OFF")
          // The triggers would keep the figures right; damage runs no trigger.
          for trigger in ["figure_added", "figure_removed", "figure_moved"] {
            try db.execute(sql: "DROP TRIGGER \(trigger)")
          }
          let offset = chance.below(count)
          let row = try Row.fetchOne(
            db,
            sql:
              "SELECT \(column), typeof(\(column)) FROM \(table) WHERE \(column) IS NOT NULL LIMIT 1 OFFSET \(offset)")!
          let changed: DatabaseValue
          switch row[1] as String {
          case "integer": changed = ((row[0] as Int64) ^ (1 << chance.below(8))).databaseValue
          case "blob":
            var bytes = [UInt8](row[0] as Data)
            bytes[chance.below(bytes.count)] ^= 1
            changed = Data(bytes).databaseValue
          default:
            var bytes = Array((row[0] as String).utf8)
            if bytes.isEmpty { bytes = [120] } else { bytes[chance.below(bytes.count)] ^= 1 }
            changed = String(decoding: bytes, as: UTF8.self).databaseValue
          }
          // The row is found by its position: the key itself may be what changes.
          let keys = columns.filter { $0.1 > 0 }.map(\.0)
          let key = keys.isEmpty ? "rowid" : keys.joined(separator: ", ")
          try db.execute(
            sql: """
              UPDATE \(table) SET \(column) = ? WHERE (\(key)) =
                (SELECT \(key) FROM \(table) WHERE \(column) IS NOT NULL LIMIT 1 OFFSET \(offset))
              """, arguments: [changed])
        }
        try queue.close()
      }
      let report = try Office.verify(copy)
      #expect(!report.isSound, "\(table).\(column)")
      #expect(
        report.findings.contains { $0.place.contains(table) || $0.place.contains(column) },
        "\(table).\(column): \(report.findings)")
    }
  }

  /// Changes bytes of the file itself, wherever they are: verify names damage, or the registers are intact, and it
  /// never crashes.
  @Test(arguments: 1...60) func aChangedByteOfTheFileNeverPassesUnseen(seed: Int) throws {
    let folder = TemporaryFolder()
    let commune = try commune(folder)
    try commune.office.backup(to: "\(folder.path)/copy")
    let sound = try dump("\(folder.path)/copy")
    var (bytes, chance) = (TemporaryFolder.bytes(at: "\(folder.path)/copy"), Chance(seed))
    let index = seed <= 10 ? chance.below(100) : chance.below(bytes.count)
    bytes[index] ^= UInt8(1 + chance.below(255))
    try folder.write("copy", bytes)
    do {
      let report = try Office.verify("\(folder.path)/copy")
      if report.isSound { #expect(try dump("\(folder.path)/copy") == sound, "byte \(index)") }
    } catch is OpenRefusal {
      // The application id of vanthu or the list of migrations: it is refused by name.
    }
  }

  private func dump(_ path: String) throws -> [[String]] {
    try DatabaseQueue(path: path).read { db in
      try (RegisterComparison.tables + ["journal", "station", "content", "piece"]).map { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\($0)" }
      }
    }
  }

  @Test func aLostEndOfTheJournalIsSeen() throws {
    let folder = TemporaryFolder()
    let commune = try commune(folder)
    try commune.office.database.write {
      try $0.execute(sql: "DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)")
    }
    #expect(try commune.office.verify().findings.map(\.kind).contains(.station))
  }

  @Test func aRemovedEntryIsNamedByItsNeighbours() throws {
    let folder = TemporaryFolder()
    let commune = try commune(folder)
    try commune.office.database.write { try $0.execute(sql: "DELETE FROM journal WHERE sequence = 8") }
    let finding = try #require(try commune.office.verify().findings.first)
    #expect(finding.kind == .chain)
    #expect(finding.words.english.contains("between 0a1b2c3d.1.7 and 0a1b2c3d.1.9"))
  }

  @Test func aContentThatIsGoneIsMissed() throws {
    let folder = TemporaryFolder()
    let commune = try commune(folder)
    try commune.office.database.write { try $0.execute(sql: "DELETE FROM piece; DELETE FROM content") }
    #expect(try commune.office.verify().findings.map(\.kind) == [.content])
  }

  @Test func aSpoiltSearchIndexIsMadeAgain() throws {
    let folder = TemporaryFolder()
    let commune = try commune(folder)
    try commune.office.database.write {
      try $0.execute(sql: "DELETE FROM search WHERE rowid = (SELECT min(id) FROM document)")
    }
    try commune.office.database.write { try $0.execute(sql: "DELETE FROM search_idx") }
    #expect(try Set(commune.office.verify().findings.map(\.kind)) == [.search])
    try commune.office.rebuildSearch()
    #expect(try commune.office.verify().isSound)
    #expect(try commune.find("bao cao thu 3") == ["3"])
  }

  @Test func everyTableIsEitherComparedOrKnownNotToBe() throws {
    let office = try Commune().office
    let tables = try office.read { db in
      try Set(
        String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"))
    }
    #expect(
      tables.subtracting(RegisterComparison.tables)
        == [
          "journal", "received", "content", "piece", "station", "fileText", "savedSearch", "grdb_migrations", "hub",
          "acknowledged", "lacking", "arriving", "notice", "exchange", "unapplied", "clock", "evidence",
          "asked", "unneeded", "reached", "conflict", "delivery", "seen", "colleagueSeal", "colleagueHeld", "lease",
          "withheld", "bookLease", "unreadPaper", "unnamed", "forked", "statement", "relay", "epochBase",
        ])
  }
}
