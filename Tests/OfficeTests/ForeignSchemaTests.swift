import Foundation
import GRDB
import Records
import RecordsSQL
import TestSupport
import Testing

@testable import Office

/// Files that an attacker has prepared: triggers and views in them change nothing.
struct ForeignSchemaTests {
  let folder = TemporaryFolder()

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func altered(_ name: String, _ sql: String) throws {
    let commune = try Commune(file: path(name))
    try commune.fill(3)
    try commune.office.database.close()
    let queue = try DatabaseQueue(path: path(name))
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private static let trigger = "CREATE TRIGGER zz AFTER INSERT ON trail BEGIN UPDATE document SET subject = 'x'; END"

  @Test func nothingIsForeignInAFileOfOurs() throws {
    let office = try Commune().office
    #expect(try office.read { try ForeignSchema.office.commands($0) } == [])
    let triggers = try office.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
    }
    #expect(triggers == 4)
    #expect(try office.verify().isSound)
  }

  @Test(arguments: [
    trigger, "CREATE VIEW zz AS SELECT 1",
    "DROP TRIGGER figure_added; CREATE TRIGGER zz AFTER INSERT ON document BEGIN SELECT 1; END",
    // The name of a trigger of ours, with another action.
    "DROP TRIGGER figure_added; CREATE TRIGGER figure_added AFTER INSERT ON document BEGIN SELECT 1; END",
  ])
  func aFileThatActsByItselfIsOnlyLookedAt(_ sql: String) throws {
    try altered("office", sql)
    let office = try Office.open(path("office"))
    #expect(office.viewOnly == .altered)
    #expect(try office.find("2", today: Day(2026, 11, 20)).document.subject == "Báo cáo thứ 2")
    let context = ActContext(clerk: "Văn thư 1", day: Day(2026, 11, 20), milliseconds: 1_795_000_100_000)
    #expect(throws: StorageRefusal.altered(path("office"))) { try office.act(context) { try $0.nameClerk("Lan") } }
    let report = try Office.verify(path("office"))
    #expect(report.findings.contains { $0.kind == .schema && $0.place == (sql.contains("zz") ? "zz" : "figure_added") })
    #expect(report.viewOnly == .altered)
  }

  /// SQLite itself rejects such a schema.
  @Test func aTriggerThatCallsItselfATableIsDamage() throws {
    try altered(
      "office",
      """
      \(ForeignSchemaTests.trigger); PRAGMA writable_schema = ON; UPDATE sqlite_master SET type = 'table' WHERE name = \
      'zz'
      """
    )
    #expect(throws: StorageRefusal.damaged(path("office"))) { try Office.open(path("office")) }
  }

  @Test func aBackupThatActsByItselfIsNotPutInPlace() throws {
    try altered("backup", ForeignSchemaTests.trigger)
    let commune = try Commune(file: path("office"))
    try commune.fill(1)
    try commune.office.database.close()
    #expect(throws: RestoreRefusal.altered(path("backup"), "zz")) {
      try Office.restore(from: path("backup"), to: path("office"), context: commune.context)
    }
    let office = try Office.open(path("office"))
    #expect(try office.viewOnly == nil && office.verify().isSound && office.verify().documents == 1)
    #expect(try folder.names().allSatisfy { !$0.contains("before-restore") })
  }

  @Test func aTableOfSomebodyElseIsNamedAndDoesNotHoldTheOfficeUp() throws {
    try altered("office", "CREATE TABLE ghi (chu TEXT); CREATE INDEX ghiChu ON ghi (chu)")
    let office = try Office.open(path("office"))
    #expect(office.viewOnly == nil)
    #expect(try office.verify().findings.map(\.place) == ["ghi", "ghiChu"])
    let context = ActContext(clerk: "Văn thư 1", day: Day(2026, 11, 20), milliseconds: 1_795_000_100_000)
    let restored = try Office.restore(from: path("office"), to: path("new"), context: context)
    #expect(restored.findings.map(\.place) == ["ghi", "ghiChu"])
  }
}
