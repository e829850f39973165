import Foundation
import GRDB
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

/// Disks that are full, files that are locked, read-only, foreign or damaged: one sentence, and nothing has changed.
@Suite(.serialized) struct StorageTests {
  let folder = TemporaryFolder()

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  @Test func aFullFileRefusesTheActAndKeepsWhatItHas() throws {
    let commune = try Commune(file: path("office"))
    try commune.fill(3)
    try commune.office.database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = \(Int.fetchOne(db, sql: "PRAGMA page_count")!)")
    }
    #expect(throws: StorageRefusal.full(path("office"))) { try commune.fill(500, from: 4) }
    try commune.office.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    let report = try commune.office.verify()
    #expect(report.isSound)
    #expect(try commune.register(commune.document("1000/UBND")).number == report.documents + 1)
  }

  @Test(.enabled(if: geteuid() == 0)) func aFullDiskRefusesActBackupAndRestoreAndLeavesNoPart() throws {
    let disk = path("disk")
    mkdir(disk, 0o700)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=2m") == 0 else { return }
    defer { umount2(disk, 2) }
    let commune = try Commune(file: path("office"))
    for start in stride(from: 1, to: 900, by: 300) {
      try commune.office.act(commune.context) { transaction in
        for number in start..<start + 300 {
          try transaction.register(
            commune.document("\(number)/UBND", "Việc \(number)" + String(repeating: " dài", count: 100)),
            arrivedOn: commune.context.day)
        }
      }
    }
    #expect(throws: StorageRefusal.full("\(disk)/backup")) { try commune.office.backup(to: "\(disk)/backup") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == [])
    try commune.office.backup(to: path("backup"))
    #expect(throws: StorageRefusal.self) {
      try Office.restore(from: path("backup"), to: "\(disk)/office", context: commune.context)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == [])

    let small = try Commune(file: "\(disk)/small")
    var given = 0
    #expect(throws: StorageRefusal.full("\(disk)/small")) {
      for number in 1...5000 {
        given = try small.register(small.document("\(number)/UBND", String(repeating: "dài ", count: 100))).number!
      }
    }
    #expect(given > 10)
    // Nothing acknowledged is lost, nothing refused is there.
    try small.office.database.close()
    try FileManager.default.copyItem(atPath: "\(disk)/small", toPath: path("small"))
    if access("\(disk)/small-wal", F_OK) == 0 {
      try FileManager.default.copyItem(atPath: "\(disk)/small-wal", toPath: path("small-wal"))
    }
    #expect(try Office.verify(path("small")).isSound)
    #expect(try Office.verify(path("small")).documents == given)
    // A file that does not fit is refused too.
    let big = try folder.write("lớn.bin", [UInt8](repeating: 7, count: 3 << 20))
    let line = try commune.office.find("1", today: commune.context.day)
    try commune.office.act(commune.context) { try $0.attach(line, file: big) }
    let file = try commune.office.file("lớn.bin", beside: line)
    #expect(throws: FileRefusal.full("\(disk)/ra")) { try commune.office.save(file, to: "\(disk)/ra") }
    #expect(access("\(disk)/ra.part", F_OK) != 0)
  }

  @Test(.enabled(if: geteuid() == 0)) func aReadOnlyDiskIsNamed() throws {
    let disk = path("disk")
    mkdir(disk, 0o700)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=8m") == 0 else { return }
    defer { umount2(disk, 2) }
    let commune = try Commune(file: "\(disk)/office")
    try commune.fill(1)
    try commune.office.database.close()
    // 33 = MS_REMOUNT | MS_RDONLY
    guard mount("tmpfs", disk, "tmpfs", 33, nil) == 0 else { return }
    do {
      try Office.open("\(disk)/office").act(commune.context) { try $0.nameClerk("Văn thư 9") }
      Issue.record("a read-only disk was written")
    } catch let refusal as StorageRefusal {
      #expect(refusal == .readOnlyDisk("\(disk)/office") || refusal == .unreachable("\(disk)/office"))
    }
  }

  @Test func aForeignOrBrokenFileIsNotOpened() throws {
    try folder.write(
      "text",
      "không phải cơ sở dữ liệu, nhưng dài hơn một trăm byte để SQLite phải đọc đến phần đầu của tệp này và từ chối.")
    try folder.write("empty", "")
    try DatabaseQueue(path: path("other")).write { try $0.execute(sql: "CREATE TABLE journal (x)") }
    #expect(throws: StorageRefusal.foreign(path("text"))) { try Office.open(path("text")) }
    #expect(throws: OpenRefusal.broken(path("empty"), WaysOn(.empty, path("empty")))) { try Office.open(path("empty")) }
    #expect(throws: OpenRefusal.foreign(path("other"))) { try Office.open(path("other")) }
    #expect(throws: OpenRefusal.noFile(path("none"))) { try Office.open(path("none")) }
    #expect(TemporaryFolder.bytes(at: path("empty")) == [])
    #expect(try Office.verify(path("text")).findings.map(\.kind) == [.storage])
  }

  @Test(arguments: [0, 20, 4096 * 3, 4096 * 9]) func aDamagedPageIsAFindingAndNoCrash(offset: Int) throws {
    let commune = try Commune(file: path("office"))
    try commune.fill(60)
    try commune.office.backup(to: path("copy"))
    var bytes = TemporaryFolder.bytes(at: path("copy"))
    for index in offset..<offset + 600 { bytes[index] = 0xA5 }
    try folder.write("copy", bytes)
    #expect(try !Office.verify(path("copy")).isSound)
  }

  @Test func aLockedFileSaysSo() throws {
    let commune = try Commune(file: path("office"))
    let other = try DatabaseQueue(path: path("office"))
    try commune.office.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 50") }
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: StorageRefusal.busy(path("office"))) { try commune.fill(1) }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try commune.register(commune.document()).number == 1)
  }

  @Test func fourDesksOnOneFileNeverShareOrSkipANumber() async throws {
    let commune = try Commune(file: path("office"))
    let (path, context) = (path("office"), commune.context)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for transaction in 0..<4 {
        group.addTask {
          let office = try Office.open(path)
          for number in 1...40 {
            let document = Document(
              code: "\(transaction)\(number)/UBND", organName: "Bàn \(transaction)", issuedDate: context.day,
              typeName: "Công văn",
              subject: "x")
            try office.act(context) { try $0.register(document, arrivedOn: context.day) }
          }
        }
      }
      try await group.waitForAll()
    }
    let numbers = try commune.office.read { try Int.fetchAll($0, sql: "SELECT number FROM document ORDER BY number") }
    #expect(numbers == Array(1...160))
    #expect(try commune.office.verify().isSound)
  }

  @Test func aLineThatAnotherDeskVoidedCannotBeRouted() throws {
    let commune = try Commune(file: path("office"))
    let line = try commune.register(commune.document())
    try Office.open(path("office")).act(commune.context) { try $0.void(line, reason: "sai") }
    #expect(throws: HandlingRefusal.self) {
      try commune.office.act(commune.context) { try $0.route(line, to: [Assignment(unit: "Tư pháp", role: .lead)]) }
    }
  }
}
