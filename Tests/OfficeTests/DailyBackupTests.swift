import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// Backups that make themselves.
@Suite final class DailyBackupTests {
  private let place = TemporaryFolder()
  private var folder: String { place.path }
  private let commune: Commune
  private let monday = Day(2026, 11, 23)
  /// 23/11/2026, 08:00 in Vietnam.
  private let morning: Int64 = 1_795_395_600_000

  init() throws {
    try FileManager.default.createDirectory(atPath: place("usb"), withIntermediateDirectories: true)
    commune = try Commune(file: place("office.db"))
    try commune.fill(3)
  }

  private var own: String { folder + "/office.db.backups" }
  private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".db") }.sorted()
  }

  @discardableResult
  private func run(_ day: Day) throws -> BackupRun {
    try commune.office.backUpEverywhere(today: day, now: morning + Int64(day.ordinal - monday.ordinal) * 86_400_000)
  }

  @Test func theFirstStartOfADayMakesOneBackupBesideTheFile() throws {
    #expect(commune.office.isBackupDue(today: monday))
    let run = try run(monday)
    #expect(run.written == [own + "/vanthu-0a1b2c3d-2026-11-23.db"])
    #expect(run.findings.isEmpty)
    #expect(names(own) == ["vanthu-0a1b2c3d-2026-11-23.db"])
    #expect(try Office.verify(run.written[0]).documents == 3)
    #expect(!commune.office.isBackupDue(today: monday))
    #expect(commune.office.isBackupDue(today: Day(2026, 11, 24)))
    let attributes = try FileManager.default.attributesOfItem(atPath: own)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test func everyPlaceThatIsThereGetsItsOwnAndOneThatIsAwayIsDueWhenItComesBack() throws {
    _ = try commune.office.addBackupPlace(folder + "/usb", now: morning)
    try run(monday)
    #expect(names(folder + "/usb") == names(own))
    // The stick is removed.
    try FileManager.default.moveItem(atPath: folder + "/usb", toPath: folder + "/drawer")
    let places = try run(Day(2026, 11, 24)).places
    #expect(places.others[0].day == monday)
    #expect(places.others[0].failure == nil)
    #expect(!commune.office.isBackupDue(today: Day(2026, 11, 24)))
    try FileManager.default.moveItem(atPath: folder + "/drawer", toPath: folder + "/usb")
    #expect(commune.office.isBackupDue(today: Day(2026, 11, 24)))
    try run(Day(2026, 11, 24))
    #expect(names(folder + "/usb").count == 2)
  }

  @Test func theEmptyFolderAStickWasMountedOnIsNotTheStick() throws {
    _ = try commune.office.addBackupPlace(folder + "/usb", now: morning)
    var places = try #require(BackupPlaces.read(folder + "/office.db"))
    places.others[0].isOtherDisk = true
    try places.write(folder + "/office.db")
    #expect(!places.others[0].isThere(beside: folder + "/office.db"))
    #expect(try run(monday).written.count == 1)
    #expect(names(folder + "/usb").isEmpty)
  }

  @Test func whatFailsInOnePlaceIsSaidThereAndKeepsNoOtherFromItsBackup() throws {
    _ = try commune.office.addBackupPlace(folder + "/usb", now: morning)
    // A private file has the name of a backup.
    let foreign = folder + "/usb/vanthu-0a1b2c3d-2026-11-23.db"
    try "thư riêng".write(toFile: foreign, atomically: true, encoding: .utf8)
    let run = try run(monday)
    #expect(run.written == [own + "/vanthu-0a1b2c3d-2026-11-23.db"])
    #expect(run.places.others[0].failure?.vietnamese.contains("không phải bản sao lưu của sổ này") == true)
    #expect(try String(contentsOfFile: foreign, encoding: .utf8) == "thư riêng")
    #expect(BackupPlaces.read(folder + "/office.db") == run.places)
  }

  @Test func aDamagedOfficeDoesNotTakeThePlaceOfAGoodBackup() throws {
    try run(monday)
    try commune.office.database.write { try $0.execute(sql: "UPDATE document SET subject = 'sửa lén' WHERE id > 0") }
    let run = try run(Day(2026, 11, 24))
    #expect(!run.findings.isEmpty)
    #expect(run.places.own.day == monday)
    #expect(run.places.own.failure?.vietnamese.hasPrefix("Sổ có chỗ sai") == true)
    #expect(names(own) == ["vanthu-0a1b2c3d-2026-11-23.db"])
    #expect(FileManager.default.fileExists(atPath: own + "/vanthu-0a1b2c3d-2026-11-24.db.damaged"))
  }

  @Test func aFileThatWasPutBackDoesNotReplaceTheBackupThatKnowsMore() throws {
    try run(monday)
    try commune.office.backup(to: folder + "/old.db")
    try commune.fill(2, from: 4)
    let later = try run(Day(2026, 11, 24)).written[0]
    let context = commune.context
    let restored = try Office.restore(from: folder + "/old.db", to: folder + "/other.db", context: context).office
    try FileManager.default.createDirectory(atPath: folder + "/other.db.backups", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: later, toPath: folder + "/other.db.backups/vanthu-0a1b2c3d-2026-11-24.db")
    let run = try restored.backUpEverywhere(today: Day(2026, 11, 24), now: morning)
    #expect(run.written == [folder + "/other.db.backups/vanthu-0a1b2c3d-2026-11-24-2.db"])
    #expect(try Office.verify(folder + "/other.db.backups/vanthu-0a1b2c3d-2026-11-24.db").documents == 5)
  }

  @Test func anotherProgramThatIsBackingUpIsNotDisturbed() throws {
    try run(monday)
    let folder = own.withCString { Glibc.open($0, O_RDONLY | O_DIRECTORY) }
    defer { close(folder) }
    #expect(flock(folder, LOCK_EX | LOCK_NB) == 0)
    #expect(throws: BackupRefusal.running) { try self.run(Day(2026, 11, 24)) }
  }

  @Test func placesAreFoldersThatCanBeWrittenToAndNamedOnce() throws {
    let office = commune.office
    #expect(throws: BackupRefusal.noFolder(folder + "/nowhere")) {
      try office.addBackupPlace(self.folder + "/nowhere", now: 0)
    }
    _ = try office.addBackupPlace(folder + "/usb", now: morning)
    #expect(throws: BackupRefusal.known(folder + "/usb")) { try office.addBackupPlace(self.folder + "/usb", now: 0) }
    #expect(throws: BackupRefusal.unknown("/elsewhere")) { try office.removeBackupPlace("/elsewhere", now: 0) }
    #expect(try office.removeBackupPlace(folder + "/usb", now: morning).others.isEmpty)
  }

  /// A year and a half of days, then as many with gaps: what exists is always what is to be kept, the newest is among
  /// it, and the gaps between kept days grow with age.
  @Test(arguments: 0..<20) func thirtyBackupsStayAndThinOutWithAge(seed: Int) {
    var random = Chance(seed)
    var kept: Set<Day> = []
    for ordinal in 0..<540 where seed == 0 || random.below(7) > 1 {
      guard let day = Day(ordinal: Day(2025, 1, 1).ordinal + ordinal) else { continue }
      kept = BackupThinning.kept(of: kept.union([day]))
      #expect(kept.contains(day))
      #expect(kept.count <= 30)
    }
    let ages = kept.sorted(by: >)
    #expect(ages.count >= 27)
    #expect(ages[0].ordinal - ages[ages.count - 1].ordinal > 250)
    for (later, earlier) in zip(ages.dropFirst(15), ages.dropFirst(16)) {
      #expect(later.ordinal - earlier.ordinal < 70)
    }
  }

  @Test func thinningRemovesOnlyWhatTheProgramNamedItself() throws {
    try run(Day(2025, 1, 6))
    for name in ["ghi-chú.txt", "so-2025.db", "vanthu-ffffffff-2020-01-01.db", "vanthu-0a1b2c3d-2020-02-31.db"] {
      try "x".write(toFile: own + "/" + name, atomically: true, encoding: .utf8)
    }
    for ordinal in 1...40 { try run(Day(ordinal: Day(2025, 1, 6).ordinal + ordinal)!) }
    let all = try FileManager.default.contentsOfDirectory(atPath: own)
    for name in ["ghi-chú.txt", "so-2025.db", "vanthu-ffffffff-2020-01-01.db", "vanthu-0a1b2c3d-2020-02-31.db"] {
      #expect(all.contains(name))
    }
    #expect(all.filter { BackupName($0)?.station.description == "0a1b2c3d" }.count <= 24)
  }

  @Test func backupsAreFoundWithoutBeingToldWhere() throws {
    try run(monday)
    try FileManager.default.createDirectory(atPath: folder + "/stick/vanthu", withIntermediateDirectories: true)
    try commune.office.backup(to: folder + "/stick/vanthu/so.db")
    try "SQLite format 3\0".write(toFile: folder + "/stick/khác.db", atomically: true, encoding: .utf8)
    mkfifo(folder + "/stick/ống", 0o600)
    let found = FoundBackup.near(folder + "/office.db", sticks: [folder + "/stick"])
    #expect(Set(found.map(\.path)) == [own + "/vanthu-0a1b2c3d-2026-11-23.db", folder + "/stick/vanthu/so.db"])
    #expect(found.first { $0.path.hasPrefix(own) }?.kind == .daily(monday))
    #expect(found[0].content()?.office == "UBND xã Đàm Thủy")
    #expect(found[0].content()?.documents == 3)
  }
}
