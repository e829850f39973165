import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// Pages in the middle of the office's file are lost, and it still opens: the backup finds it, names the right file,
/// and no number is given any more.
@Suite final class DamagedOfficeTests {
  private let place = TemporaryFolder()
  private var folder: String { place.path }
  private let monday = Day(2026, 11, 23)
  private let morning: Int64 = 1_795_395_600_000
  private var path: String { folder + "/office.db" }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder + "/usb", withIntermediateDirectories: true)
  }

  /// Returns an office with a good backup of Monday, damaged since in a table that registering does not read.
  private func damaged() throws -> Commune {
    var commune = try Commune(file: path)
    try commune.fill(3)
    _ = try commune.office.addBackupPlace(folder + "/usb", now: morning)
    _ = try commune.office.backUpEverywhere(today: monday, now: morning)
    let page = try commune.office.read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'recipientGroup'")!
    }
    try commune.office.database.close()
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64(4096 * (page - 1)))
    try file.write(contentsOf: Data(count: 4096))
    try file.close()
    commune.office = try Office.open(path)
    return commune
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("2026") }.sorted()
  }

  @Test func theBackupSaysItOfTheOfficesFileAndNotOfTheCopy() throws {
    let commune = try damaged()
    let run = try commune.office.backUpEverywhere(today: Day(2026, 11, 24), now: morning)
    #expect(run.storage == .foundDamaged(path) && run.isOfDamage && run.written.isEmpty)
    let said = try #require(run.places.own.failure?.vietnamese)
    #expect(said.hasPrefix("Tệp sổ \(path) bị hỏng") && !said.contains("2026-11-24"), "\(said)")
    // Only the good one is there, on the stick too.
    for place in [path + ".backups", folder + "/usb"] { #expect(try files(place).count == 1) }
    #expect(throws: StorageRefusal.foundDamaged(path)) { try commune.office.backup(to: folder + "/tay.db") }
    #expect(
      BackupAdvice.words(StorageRefusal.foundDamaged(path)).vietnamese.contains("/vanthu-0a1b2c3d-2026-11-23.db"))
  }

  @Test func noNumberIsGivenUntilAGoodBackupIsRestored() throws {
    let commune = try damaged()
    #expect(commune.office.foundDamage == nil)
    try commune.fill(1, from: 4)
    _ = try commune.office.backUpEverywhere(today: Day(2026, 11, 24), now: morning)
    #expect(commune.office.lookAtFile() == .foundDamaged(path))
    #expect(throws: StorageRefusal.foundDamaged(path)) { try commune.fill(1, from: 5) }
    #expect(throws: StorageRefusal.foundDamaged(path)) { try commune.issue() }
    let newest = try #require(FoundBackup.newest(near: path))
    try commune.office.database.close()
    let restored = try Office.restore(from: newest.path, to: path, context: commune.context)
    #expect(restored.office.foundDamage == nil && BackupPlaces.read(path)?.own.failure == nil)
    #expect(try restored.office.verify().isSound)
  }

  @Test func verifySaysFirstWhatItMeans() throws {
    let findings = try damaged().office.verify().findings
    #expect(findings.first?.words.vietnamese.hasPrefix("Có trang của tệp đã hỏng") == true, "\(findings)")
  }

  /// Nothing is wrong with the file that has replaced the damaged one.
  @Test func aSoundBackupTakesTheWordBack() throws {
    let commune = try Commune(file: path)
    try commune.fill(2)
    _ = try commune.office.backUpEverywhere(today: monday, now: morning)
    var places = try #require(BackupPlaces.read(path))
    places.damagedFile = FileMark(path)?.identity.inode
    try places.write(path)
    #expect(commune.office.foundDamage == .foundDamaged(path))
    _ = try commune.office.backUpEverywhere(today: monday, now: morning)
    #expect(commune.office.foundDamage == nil)
  }

  @Test func aPlaceThatIsNotThereIsNamed() throws {
    let commune = try Commune(file: path)
    _ = try commune.office.addBackupPlace(folder + "/usb", now: morning)
    #expect(try commune.office.backUpEverywhere(today: monday, now: morning).absent.isEmpty)
    try FileManager.default.removeItem(atPath: folder + "/usb")
    #expect(try commune.office.backUpEverywhere(today: monday, now: morning).absent == [folder + "/usb"])
  }

  /// Copies that are cut off, empty, or in use are shown, and never recommended.
  @Test func damagedCopiesAreNoBackups() throws {
    let commune = try Commune(file: path)
    try commune.fill(3)
    _ = try commune.office.backUpEverywhere(today: monday, now: morning)
    let good = try #require(FoundBackup.newest(near: path)?.path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: good))
    let station = "0a1b2c3d"
    func put(_ name: String, _ data: Data) throws {
      try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 2_000_000_000)], ofItemAtPath: "\(folder)/\(name)")
    }
    try put("cut.db", bytes.prefix(50_000))
    try put("usb/vanthu-\(station)-2026-11-24.db", Data())
    try put("vanthu-\(station)-2026-11-25.db", Data(count: 8192))
    try put("vanthu-\(station)-2026-11-26.db.damaged", bytes)
    try put("open.db", bytes)
    try put("open.db-wal", Data())
    try put("empty.db", Data())
    _ = try commune.office.addBackupPlace(folder + "/usb", now: morning)
    let found = FoundBackup.near(path, sticks: [])
    let damaged = found.filter(\.isDamaged).map { $0.path.split(separator: "/").last ?? "" }
    #expect(
      Set(damaged) == [
        "cut.db", "vanthu-\(station)-2026-11-24.db", "vanthu-\(station)-2026-11-25.db",
        "vanthu-\(station)-2026-11-26.db.damaged",
      ])
    #expect(found.suffix(4).map(\.isDamaged) == [true, true, true, true], "they come last")
    #expect(found.first { $0.path.hasSuffix("open.db") }?.kind == .working)
    #expect(FoundBackup.newest(near: path)?.path == good)
    #expect(WaysOn(.zeros, path).backups.map(\.path) == [good])
  }
}
