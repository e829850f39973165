import Foundation
import GRDB
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

/// Reading where nothing can be written.
@Suite(.serialized, .enabled(if: geteuid() == 0)) struct QuietReadingTests {
  let folder = TemporaryFolder()

  // MS_REMOUNT | MS_RDONLY
  private static let readOnly: UInt = 33

  private func disk(_ size: String = "8m") throws -> String {
    let disk = "\(folder.path)/disk"
    mkdir(disk, 0o700)
    try #require(mount("tmpfs", disk, "tmpfs", 0, "size=\(size)") == 0)
    return disk
  }

  /// A program that another test has just started holds for a moment what was open here.
  private func makeReadOnly(_ disk: String) throws {
    var tries = 0
    while mount("tmpfs", disk, "tmpfs", QuietReadingTests.readOnly, nil) != 0 {
      try #require(errno == EBUSY && tries < 100)
      tries += 1
      usleep(100_000)
    }
  }

  private func fill(_ disk: String) {
    let descriptor = open("\(disk)/rest", O_WRONLY | O_CREAT, 0o600)
    let bytes = [UInt8](repeating: 7, count: 4096)
    while write(descriptor, bytes, bytes.count) > 0 {}
    close(descriptor)
  }

  /// Checks everything that only reads.
  private func expectReadable(_ office: Office, _ count: Int, _ location: SourceLocation = #_sourceLocation) throws {
    let day = Day(2026, 11, 20)
    #expect(try office.find("1", today: day).document.code == "1/UBND-VX", sourceLocation: location)
    let query = ListQuery(try SearchQuery("bao cao", today: day))
    #expect(try office.lines(query, limit: 50, today: day).count == count, sourceLocation: location)
    #expect(try office.inbox(today: day, calendar: office.calendar()).count == count, sourceLocation: location)
    let report = try office.verify()
    #expect(report.isSound && report.documents == count, "\(report)", sourceLocation: location)
    let backup = "\(folder.path)/backup"
    try office.backup(to: backup)
    #expect(try Office.verify(backup).isSound, sourceLocation: location)
  }

  private func expectRefused(
    _ office: Office, _ refusal: StorageRefusal, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let context = try Commune().context
    #expect(throws: refusal, sourceLocation: location) { try office.act(context) { try $0.nameClerk("Văn thư 9") } }
    #expect(throws: refusal, sourceLocation: location) { try office.saveSearch("a", "b") }
    #expect(throws: refusal, sourceLocation: location) { try office.rebuildSearch() }
  }

  /// Makes the office on the disk, with its last acts in the log if it was not closed.
  private func office(on disk: String, isClosed: Bool) throws {
    let path = "\(disk)/office"
    let commune = try Commune(file: path)
    try commune.fill(3)
    guard !isClosed else { return try commune.office.database.close() }
    // As a power cut leaves it: without the index of the log.
    let (file, log) = (TemporaryFolder.bytes(at: path), TemporaryFolder.bytes(at: path + "-wal"))
    try commune.office.database.close()
    try Data(file).write(to: URL(fileURLWithPath: path))
    try Data(log).write(to: URL(fileURLWithPath: path + "-wal"))
  }

  @Test(arguments: [true, false]) func onAReadOnlyMedium(isClosed: Bool) throws {
    let disk = try disk()
    defer { umount2(disk, 2) }
    try office(on: disk, isClosed: isClosed)
    try makeReadOnly(disk)
    let office = try Office.open("\(disk)/office")
    #expect(office.viewOnly == .readOnlyDisk)
    try expectReadable(office, 3)
    try expectRefused(office, .readOnlyDisk("\(disk)/office"))
  }

  @Test(arguments: [true, false]) func onAFullDisk(isClosed: Bool) throws {
    let disk = try disk()
    defer { umount2(disk, 2) }
    try office(on: disk, isClosed: isClosed)
    fill(disk)
    let before = try FileManager.default.contentsOfDirectory(atPath: disk).count
    let office = try Office.open("\(disk)/office")
    #expect(office.viewOnly == .full)
    try expectReadable(office, 3)
    try expectRefused(office, .full("\(disk)/office"))
    // There is space again: another window acts, and this one sees it.
    let version = try office.version()
    unlink("\(disk)/rest")
    let commune = try Commune()
    let other = try Office.open("\(disk)/office")
    #expect(other.viewOnly == nil)
    try other.act(commune.context) {
      try $0.register(commune.document("4/UBND-VX", "Báo cáo thứ 4"), arrivedOn: commune.context.day)
    }
    #expect(try office.version() != version)
    try expectReadable(office, 4)
    try other.database.close()
    #expect(before >= 2)
    try expectReadable(office, 4)
  }

  @Test func aDiskThatBecomesFullWhileItIsOpenGoesOnBeingRead() throws {
    let disk = try disk()
    defer { umount2(disk, 2) }
    let commune = try Commune(file: "\(disk)/office")
    try commune.fill(3)
    fill(disk)
    var given = 3
    #expect(throws: StorageRefusal.full("\(disk)/office")) {
      for number in 4...500 { given = try commune.register(commune.document("\(number)/UBND-VX", "Báo cáo")).number! }
    }
    try expectReadable(commune.office, given)
    unlink("\(disk)/rest")
    #expect(try commune.register(commune.document("900/UBND-VX", "Báo cáo")).number == given + 1)
  }

  @Test func anOldFileThatCannotBeWrittenIsNotReadWrongly() throws {
    let disk = try disk()
    defer { umount2(disk, 2) }
    let commune = try Commune(file: "\(disk)/office")
    try commune.office.database.write {
      try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'deliveries'")
    }
    try commune.office.database.close()
    try makeReadOnly(disk)
    #expect(throws: OpenRefusal.outdated("\(disk)/office")) { try Office.open("\(disk)/office") }
  }

  /// All its migrations are done, and lines that one of them noted are not made again yet: `verify` would call that
  /// damage, and advise to restore a backup.
  @Test func aFileWhoseMigrationWasInterruptedIsNotReadWrongly() throws {
    let disk = try disk()
    defer { umount2(disk, 2) }
    let commune = try Commune(file: "\(disk)/office")
    try commune.fill(3)
    try commune.office.database.write { try LinesToRebuild.note([1], $0) }
    try commune.office.database.close()
    try makeReadOnly(disk)
    #expect(throws: OpenRefusal.outdated("\(disk)/office")) { try Office.open("\(disk)/office") }
  }

  /// What is missing is room, and nobody's permission.
  @Test func anOldFileOnAFullDiskNeedsRoom() throws {
    let disk = try disk()
    defer { umount2(disk, 2) }
    let commune = try Commune(file: "\(disk)/office")
    try commune.fill(3)
    try commune.office.database.write {
      try $0.execute(
        sql: """
          DROP TABLE muted; DELETE FROM grdb_migrations WHERE identifier = 'muted'
          """)
    }
    try commune.office.database.close()
    fill(disk)
    #expect(throws: StorageRefusal.full("\(disk)/office")) { try Office.open("\(disk)/office") }
    unlink("\(disk)/rest")
    #expect(try Office.open("\(disk)/office").verify().isSound)
  }

  @Test func openingWritesNothing() throws {
    let commune = try Commune(file: "\(folder.path)/office")
    try commune.fill(2)
    try commune.office.database.close()
    let (bytes, mark) = (TemporaryFolder.bytes(at: "\(folder.path)/office"), FileMark("\(folder.path)/office"))
    let office = try Office.open("\(folder.path)/office")
    try expectReadable(office, 2)
    try office.database.close()
    #expect(TemporaryFolder.bytes(at: "\(folder.path)/office") == bytes && FileMark("\(folder.path)/office") == mark)
    unlink("\(folder.path)/backup")
    #expect(try folder.names() == ["office"])
  }
}
