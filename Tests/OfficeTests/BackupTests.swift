import Foundation
import GRDB
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

struct BackupTests {
  let folder = TemporaryFolder()

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  @Test func aBackupIsTheWholeOfficeInOneFile() throws {
    let commune = try Commune(file: path("office"))
    try commune.fill(5)
    try commune.office.backup(to: path("backup"))
    #expect(try folder.names() == ["backup", "office", "office-shm", "office-wal"])
    let copy = try Office.open(path("backup"))
    #expect(try copy.verify() == commune.office.verify())
    #expect(try copy.find("5", today: commune.context.day).document.subject == "Báo cáo thứ 5")
  }

  @Test func aBackupIsTakenWhileOthersWriteAndNobodyWaits() throws {
    let commune = try Commune(file: path("office"))
    try commune.fill(40)
    let other = try Office.open(path("office"))
    var (count, steps) = (40, 0)
    try commune.office.backup(to: path("backup")) { _ in
      steps += 1
      if steps > 3 { return }
      do {
        try other.act(commune.context) {
          try $0.register(commune.document("9\(count)/UBND", "giữa chừng \(count)"), arrivedOn: commune.context.day)
        }
        count += 1
      } catch { Issue.record(error) }
    }
    #expect(count > 40)
    let copy = try Office.open(path("backup"))
    #expect(try copy.verify().isSound)
    #expect(try copy.verify().documents == 40)
    #expect(try other.verify().documents == count)
  }

  @Test func aBackupReplacesAnEarlierOneOfTheSameOfficeAndNothingElse() throws {
    let commune = try Commune(file: path("office"))
    try commune.office.backup(to: path("backup"))
    try commune.fill(1)
    try commune.office.backup(to: path("backup"))
    #expect(try Office.open(path("backup")).verify().documents == 1)

    try folder.write("thư.txt", "quan trọng")
    #expect(throws: BackupRefusal.notOurs(path("thư.txt"))) { try commune.office.backup(to: path("thư.txt")) }
    #expect(TemporaryFolder.bytes(at: path("thư.txt")) == Array("quan trọng".utf8))
    #expect(throws: BackupRefusal.itself(path("office"))) { try commune.office.backup(to: path("office")) }
    symlink(path("office"), path("link"))
    #expect(throws: BackupRefusal.itself(path("link"))) { try commune.office.backup(to: path("link")) }
    #expect(throws: FileRefusal.folder(folder.path)) { try commune.office.backup(to: folder.path) }
    #expect(throws: FileRefusal.noFolder(path("nowhere"))) {
      try commune.office.backup(to: path("nowhere/backup"))
    }
    let stranger = try Office.found(
      path("stranger"), Commune.profile, station: StationName("ffffffff")!, books: Book.usual(year: 2026),
      context: commune.context)
    #expect(throws: BackupRefusal.notOurs(path("stranger"))) { try commune.office.backup(to: path("stranger")) }
    withExtendedLifetime(stranger) {}
  }

  @Test func whatAnEarlierRunLeftBehindIsBegunAnew() throws {
    let commune = try Commune(file: path("office"))
    try folder.write("backup.part", String(repeating: "x", count: 500_000))
    try commune.office.backup(to: path("backup"))
    #expect(try Office.verify(path("backup")).isSound)
  }
}

struct RestoreTests {
  let folder = TemporaryFolder()

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// Returns an office with three documents in its backup and two more since.
  private func burnt() throws -> Commune {
    let commune = try Commune(file: path("office"))
    try commune.fill(3)
    try commune.office.backup(to: path("backup"))
    try commune.fill(2, from: 4)
    try commune.office.database.close()
    return commune
  }

  @Test func aRestoreSetsTheFileAsideAndBeginsAnEpochNobodyHasUsed() throws {
    let commune = try burnt()
    let restored = try Office.restore(from: path("backup"), to: path("office"), context: commune.context)
    let aside = try #require(restored.setAside)
    #expect(aside.hasPrefix(path("office.before-restore-2026")))
    #expect(try Office.open(aside).verify().documents == 5)
    let report = try restored.office.verify()
    #expect(report.isSound)
    #expect(report.documents == 3)
    let last = try restored.office.read { try Row.fetchOne($0, sql: "SELECT epoch, sequence FROM station")! }
    #expect(last[0] as Int > 1)
    #expect(last[1] == 1)
    #expect(try !folder.names().contains { $0.hasSuffix(".part") })
  }

  @Test func noNumberIsGivenBeforeTheOnesOnPaperAreKnown() throws {
    var commune = try burnt()
    commune.office = try Office.restore(from: path("backup"), to: path("office"), context: commune.context).office
    let asked = try commune.office.numbersToConfirm(today: commune.context.day)
    #expect(asked.map(\.book.id) == ["den-2026", "di-2026", "di-sao-2026"])
    #expect(throws: NumberingRefusal.unconfirmed("Sổ đăng ký văn bản đến", last: 3, isRestored: true)) {
      try commune.fill(1, from: 9)
    }

    func confirm(_ last: [String: Int]) throws {
      try commune.office.act(commune.context) { try $0.confirmNumbers(last) }
    }
    #expect(throws: OfficeSettingsRefusal.numberMissing("di-sao-2026")) { try confirm(["den-2026": 5, "di-2026": 1]) }
    #expect(throws: OfficeSettingsRefusal.numberKnown("den-2026", 2, known: 3)) {
      try confirm(["den-2026": 2, "di-2026": 0, "di-sao-2026": 0])
    }
    try confirm(["den-2026": 5, "di-2026": 1, "di-sao-2026": 0])
    #expect(try commune.office.numbersToConfirm(today: commune.context.day).isEmpty)
    // 4 and 5 wait in the inbox, the next new one is 6.
    let box = try commune.office.inbox(today: commune.context.day, calendar: .shipped)
    #expect(box.filter { $0.need == .enterAgain }.map { $0.line.number } == [4, 5, 1])
    #expect(try commune.register(commune.document("77/UBND")).number == 6)
    let again = try commune.office.act(commune.context) {
      try $0.register(commune.document("4/UBND-VX"), arrivedOn: Day(2026, 11, 19), reason: "nhập lại", number: 4)
    }
    #expect(again.number == 4)
    #expect(throws: RegisterRefusal.notReserved(4, "Sổ đăng ký văn bản đến")) {
      try commune.office.act(commune.context) {
        try $0.register(commune.document("78/UBND"), arrivedOn: commune.context.day, number: 4)
      }
    }
    #expect(try commune.office.verify().isSound)
  }

  @Test func aDraftTakesANumberThatWaits() throws {
    var commune = try burnt()
    commune.office = try Office.restore(from: path("backup"), to: path("office"), context: commune.context).office
    try commune.office.act(commune.context) {
      try $0.confirmNumbers(["den-2026": 3, "di-2026": 2, "di-sao-2026": 0])
    }
    let draft = try commune.office.act(commune.context) { try $0.draft(commune.own(), to: [Recipient(name: "Xã A")]) }
    let issued = try commune.issue(draft: draft, number: 1)
    #expect(issued.document.code == "01/QĐ-UBND")
    #expect(try commune.office.verify().isSound)
  }

  @Test func aRestoreAfterNewYearAsksForBothYears() throws {
    var commune = try burnt()
    commune.context.day = Day(2027, 1, 5)
    commune.office = try Office.restore(from: path("backup"), to: path("office"), context: commune.context).office
    let asked = try commune.office.numbersToConfirm(today: commune.context.day)
    #expect(
      asked.map(\.book.id)
        == ["den-2026", "di-2026", "di-sao-2026", "den-2027", "di-2027", "di-sao-2027"])
    let last = ["den-2026": 5, "di-2026": 0, "di-sao-2026": 0, "den-2027": 2, "di-2027": 0, "di-sao-2027": 0]
    try commune.office.act(commune.context) { try $0.confirmNumbers(last) }
    #expect(try commune.office.find("5@2026", today: commune.context.day).day == Day(2026, 12, 31))
    #expect(try commune.register(commune.document("3/UBND", issued: Day(2027, 1, 4))).number == 3)
    #expect(try commune.office.verify().isSound)
  }

  @Test func everyRestoreHasAnEpochOfItsOwnThoughTheFileInPlaceCannotBeRead() throws {
    var commune = try burnt()
    var epochs: Set<Int> = []
    for round in 1...4 {
      if round == 3 {
        try folder.write("office", "hỏng")
      }
      commune.context.milliseconds += 5000
      let office = try Office.restore(from: path("backup"), to: path("office"), context: commune.context).office
      #expect(epochs.insert(try office.read { try Int.fetchOne($0, sql: "SELECT epoch FROM station")! }).inserted)
      try office.database.close()
    }
    #expect(try folder.names().count { $0.contains("before-restore") } == 4)
  }

  @Test func aDamagedOrForeignBackupChangesNothing() throws {
    let commune = try burnt()
    let before = try folder.names()
    try DatabaseQueue(path: path("backup")).write {
      try $0.execute(sql: "UPDATE journal SET clerk = 'Ai đó' WHERE sequence = 6")
    }
    func restore(_ backup: String) throws {
      try Office.restore(from: backup, to: path("office"), context: commune.context)
    }
    #expect(throws: RestoreRefusal.self) { try restore(path("backup")) }
    try folder.write("khác.db", "không phải")
    #expect(throws: StorageRefusal.foreign(path("khác.db"))) { try restore(path("khác.db")) }
    try DatabaseQueue(path: path("lạ.db")).write { try $0.execute(sql: "CREATE TABLE x (y)") }
    #expect(throws: OpenRefusal.foreign(path("lạ.db"))) { try restore(path("lạ.db")) }
    #expect(throws: FileRefusal.missing(path("không có"))) { try restore(path("không có")) }
    #expect(throws: RestoreRefusal.itself(path("office"))) { try restore(path("office")) }
    #expect(try folder.names() == (before + ["khác.db", "lạ.db"]).sorted())
    #expect(try Office.open(path("office")).verify().documents == 5)
  }

  @Test func nobodyMayHaveTheFileOpen() throws {
    let commune = try burnt()
    let screen = try Office.open(path("office"))
    #expect(throws: RestoreRefusal.inUse(path("office"))) {
      try Office.restore(from: path("backup"), to: path("office"), context: commune.context)
    }
    #expect(try screen.verify().documents == 5)
    #expect(try !folder.names().contains { $0.contains(".part") || $0.contains("before-restore") })
  }
}
