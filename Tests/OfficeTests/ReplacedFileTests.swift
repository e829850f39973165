import Foundation
import GRDB
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

/// Another file replaces the one that is open: the act is refused, and nothing that was done before is lost.
@Suite(.serialized) struct ReplacedFileTests {
  let folder = TemporaryFolder()

  private var path: String { "\(folder.path)/office" }

  /// Returns an office with three documents, a copy of it as it was then, and two more documents after a checkpoint.
  private func opened() throws -> Commune {
    let commune = try Commune(file: path)
    try commune.fill(3)
    try checkpoint(commune)
    try folder.write("copy", TemporaryFolder.bytes(at: path))
    try commune.fill(2, from: 4)
    return commune
  }

  private func checkpoint(_ commune: Commune) throws {
    try commune.office.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// Returns where the open file is kept.
  private func expectRefused(
    _ commune: Commune, _ what: Replacement, _ location: SourceLocation = #_sourceLocation
  ) -> String? {
    var kept: String?
    for act in 1...2 {
      do {
        try commune.register(commune.document("20\(act)/UBND"))
        Issue.record("a number was given", sourceLocation: location)
      } catch StorageRefusal.replaced(path, let found, let place) {
        #expect(found == what, sourceLocation: location)
        kept = place
      } catch { Issue.record("\(error)", sourceLocation: location) }
    }
    #expect(commune.office.lookAtFile() == .replaced(path, what, kept: kept), sourceLocation: location)
    return kept
  }

  private func numbers(_ path: String) throws -> [Int] {
    try Office.open(path).read { try Int.fetchAll($0, sql: "SELECT number FROM document ORDER BY number") }
  }

  private func removeLogs() { for ending in ["-wal", "-shm"] { unlink(path + ending) } }

  @Test func aFileRenamedOverItIsSeenAndWhatWasOpenIsKept() throws {
    let commune = try opened()
    rename("\(folder.path)/copy", path)
    let kept = try #require(expectRefused(commune, .other))
    #expect(kept == path + ".replaced")
    #expect(try numbers(kept) == [1, 2, 3, 4, 5])
    // The log of the old file does not get into the new one.
    #expect(try numbers(path) == [1, 2, 3])
    #expect(try Office.verify(path).isSound && Office.verify(kept).isSound)
  }

  @Test func aFileUnlinkedAndCopiedAnewIsSeen() throws {
    let commune = try opened()
    removeLogs()
    unlink(path)
    try folder.write("office", TemporaryFolder.bytes(at: "\(folder.path)/copy"))
    let kept = try #require(expectRefused(commune, .other))
    #expect(try numbers(kept) == [1, 2, 3, 4, 5])
    #expect(try numbers(path) == [1, 2, 3])
  }

  @Test func aFileMovedAwayIsNamedAndWhole() throws {
    let commune = try opened()
    rename(path, "\(folder.path)/elsewhere")
    let kept = try #require(expectRefused(commune, .gone))
    #expect(kept == "\(folder.path)/elsewhere")
    try folder.write("alone", TemporaryFolder.bytes(at: kept))
    #expect(try numbers("\(folder.path)/alone") == [1, 2, 3, 4, 5])
  }

  @Test func aDeletedFileIsKept() throws {
    let commune = try opened()
    unlink(path)
    #expect(try numbers(#require(expectRefused(commune, .gone))) == [1, 2, 3, 4, 5])
    #expect(access(path, F_OK) != 0)
  }

  @Test func aRenamedFolderIsSeenAndTheFileNamed() throws {
    let inside = "\(folder.path)/inside"
    mkdir(inside, 0o700)
    let commune = try Commune(file: "\(inside)/office")
    try commune.fill(2)
    let moved = TemporaryFolder()
    rename(inside, "\(moved.path)/inside")
    defer { rename("\(moved.path)/inside", inside) }
    #expect(throws: StorageRefusal.replaced("\(inside)/office", .gone, kept: "\(moved.path)/inside/office")) {
      try commune.fill(1, from: 3)
    }
    // Back in its place it is the same file.
    rename("\(moved.path)/inside", inside)
    #expect(commune.office.lookAtFile() == nil)
    #expect(try commune.register(commune.document("3/UBND")).number == 3)
    try FileManager.default.removeItem(atPath: inside)
  }

  @Test func aLinkThatLeadsElsewhereIsSeen() throws {
    try folder.write("copy", [])
    let real = "\(folder.path)/real"
    try Commune(file: real).office.database.close()
    symlink(real, path)
    let office = try Office.open(path)
    unlink(path)
    symlink("\(folder.path)/copy", path)
    let refusal = StorageRefusal.replaced(path, .other, kept: real)
    #expect(throws: refusal) { try office.act(Commune().context) { try $0.nameClerk("Văn thư 2") } }
  }

  @Test(arguments: ["older", "backup", "text", "empty"]) func aFileWrittenOverIsSeen(with what: String) throws {
    let commune = try opened()
    if what == "backup" { try commune.office.backup(to: "\(folder.path)/backup") }
    try checkpoint(commune)
    // The last acts are in a log that still hides what was done to the file.
    try commune.fill(1, from: 6)
    let bytes =
      switch what {
      case "older": TemporaryFolder.bytes(at: "\(folder.path)/copy")
      case "backup": TemporaryFolder.bytes(at: "\(folder.path)/backup")
      case "text": Array(String(repeating: "không phải sổ\n", count: 9999).utf8)
      default: [UInt8]()
      }
    try folder.write("office", bytes)
    _ = expectRefused(commune, .overwritten)
  }

  /// Nothing of it is cached yet, so the first look fails to read.
  @Test(arguments: ["older", "cut off", "empty"]) func aFileWrittenOverBeforeAnythingWasDoneIsSeenByALook(
    with what: String
  ) throws {
    let commune = try opened()
    try commune.office.database.close()
    let office = try Office.open(path)
    let bytes =
      switch what {
      case "older": TemporaryFolder.bytes(at: "\(folder.path)/copy")
      case "cut off": Array(TemporaryFolder.bytes(at: path).prefix(100_000))
      default: [UInt8]()
      }
    try folder.write("office", bytes)
    guard case .replaced(path, .overwritten, _)? = office.lookAtFile() else {
      Issue.record("nothing is said")
      return
    }
  }

  @Test func theSameBytesWrittenOverItDoNoHarm() throws {
    let commune = try opened()
    try folder.write("office", TemporaryFolder.bytes(at: "\(folder.path)/copy"))
    #expect(try commune.register(commune.document("6/UBND")).number == 6)
    #expect(try commune.office.verify().isSound)
  }

  @Test(arguments: [["-wal"], ["-wal", "-shm"], ["-shm"]]) func aLogTakenAwayIsSeenAndNothingLost(
    _ endings: [String]
  ) throws {
    let commune = try opened()
    for ending in endings { unlink(path + ending) }
    let kept = expectRefused(commune, .logGone)
    try folder.write("alone", TemporaryFolder.bytes(at: kept ?? path))
    #expect(try numbers("\(folder.path)/alone") == [1, 2, 3, 4, 5])
  }

  @Test func aLogThatAnotherProgramBeganIsLeftAlone() throws {
    let commune = try opened()
    removeLogs()
    try folder.write("office-wal", "của chương trình khác")
    let kept = try #require(expectRefused(commune, .logGone))
    try folder.write("alone", TemporaryFolder.bytes(at: kept))
    #expect(try numbers("\(folder.path)/alone") == [1, 2, 3, 4, 5])
    #expect(TemporaryFolder.bytes(at: path + "-wal") == Array("của chương trình khác".utf8))
  }

  @Test func whatOthersDoRightlyIsNoReplacement() throws {
    let commune = try opened()
    let other = try Office.open(path)
    try other.act(commune.context) { try $0.register(commune.document("6/UBND"), arrivedOn: commune.context.day) }
    #expect(try commune.register(commune.document("7/UBND")).number == 7)
    let plain = try DatabaseQueue(path: path)
    try plain.writeWithoutTransaction { try $0.execute(sql: "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)") }
    #expect(commune.office.lookAtFile() == nil)
    #expect(try commune.register(commune.document("8/UBND")).number == 8)
    try commune.office.backup(to: "\(folder.path)/backup")
    try other.rebuildSearch()
    try plain.close()
    #expect(try commune.register(commune.document("9/UBND")).number == 9)
    // Through several checkpoints of our own.
    try commune.fill(300, from: 10)
    #expect(commune.office.lookAtFile() == nil)
    #expect(try commune.office.verify().isSound)
  }

  /// Another program reads while a checkpoint runs: the pages there are of several states then, and the file may be
  /// shorter than its own header says.
  @Test func halfACheckpointIsNoReplacement() throws {
    let commune = try opened()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let (reader, other) = (try DatabaseQueue(path: path, configuration: configuration), try DatabaseQueue(path: path))
    try other.write { try $0.execute(sql: "CREATE TABLE probe (bytes BLOB)") }
    try checkpoint(commune)
    #expect(try commune.register(commune.document("6/UBND")).number == 6)
    // The file grows; a reader keeps the earlier state; and the pages it grew by are written again.
    try other.write { db in
      for _ in 0..<3 { try db.execute(sql: "INSERT INTO probe VALUES (zeroblob(3000))") }
    }
    try reader.writeWithoutTransaction { try $0.execute(sql: "BEGIN; SELECT count(*) FROM probe") }
    try other.write { try $0.execute(sql: "UPDATE probe SET bytes = randomblob(3000)") }
    _ = try other.writeWithoutTransaction { try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(PASSIVE)") }
    let file = TemporaryFolder.bytes(at: path)
    #expect(file[28..<32].reduce(0) { $0 << 8 | Int($1) } * 4_096 > file.count)

    #expect(try commune.register(commune.document("7/UBND")).number == 7)
    #expect(commune.office.lookAtFile() == nil)
    try reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    try checkpoint(commune)
    #expect(try commune.register(commune.document("8/UBND")).number == 8)
  }

  /// On a slow disk, another program's checkpoint may take long; half of it is no replacement.
  @Test func aCheckpointThatTakesLongIsWaitedFor() throws {
    let commune = try opened()
    let other = try DatabaseQueue(path: path)
    let whole = TemporaryFolder.bytes(at: path)
    let (began, writer) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread { [path] in
      defer { writer.signal() }
      try? other.inDatabase { db in
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM journal")
        _ = CheckpointLock.whileHeld(db) {
          write([0, 0], at: 18, of: path)
          began.signal()
          usleep(300_000)
          write([2, 2], at: 18, of: path)
        }
      }
    }
    began.wait()
    try commune.register(commune.document("201/UBND"))
    writer.wait()
    #expect(commune.office.lookAtFile() == nil)
    #expect(TemporaryFolder.bytes(at: path) == whole)
    #expect(FileMark(path + ".replaced") == nil)
    // The same two bytes, and no other program has it open.
    write([0, 0], at: 18, of: path)
    _ = expectRefused(commune, .overwritten)
  }

  @Test func otherWritingIsRefusedToo() throws {
    let commune = try opened()
    rename("\(folder.path)/copy", path)
    for write in [
      { try commune.office.saveSearch("hạn", "han:qua") }, { try commune.office.rebuildSearch() },
    ] as [() throws -> Void] {
      #expect(throws: StorageRefusal.self) { try write() }
    }
    #expect(try Office.open(path).savedSearches().isEmpty)
  }

  @Test func aRestoreGoesOnBehindWhatWasKept() throws {
    let commune = try opened()
    let later = ActContext(clerk: "Văn thư 1", day: commune.context.day, milliseconds: 1_900_000_000_000)
    rename("\(folder.path)/copy", path)
    let kept = try #require(expectRefused(commune, .other))
    // The kept file was used elsewhere.
    try Office.open(kept).act(later) { try $0.goOn(inEpoch: 2_000_000_000) }
    let restored = try Office.restore(from: kept, to: path, context: commune.context)
    #expect(try restored.office.read { try Station.read($0).epoch } > 2_000_000_000)
  }
}

private func write(_ bytes: [UInt8], at place: Int, of path: String) {
  let file = open(path, O_WRONLY)
  defer { close(file) }
  #expect(pwrite(file, bytes, bytes.count, off_t(place)) == bytes.count)
}
