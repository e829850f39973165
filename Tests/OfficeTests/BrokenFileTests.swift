import Foundation
import GRDB
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

/// A file of which nothing, or not enough, is left: the sentence says what it is and what can be done.
@Suite struct BrokenFileTests {
  let folder = TemporaryFolder()

  private var path: String { "\(folder.path)/office.db" }

  private func broken(_ location: SourceLocation = #_sourceLocation) -> WaysOn? {
    do { _ = try Office.open(path) } catch OpenRefusal.broken(path, let ways) { return ways } catch {
      Issue.record("\(error)", sourceLocation: location)
    }
    return nil
  }

  private func backup(_ name: String, on day: Day, after milliseconds: Int64) throws {
    let commune = try Commune(day, file: "\(folder.path)/other")
    var context = commune.context
    context.milliseconds = milliseconds
    try commune.office.act(context) { try $0.nameClerk("Văn thư 2") }
    try commune.office.backup(to: "\(folder.path)/\(name)")
    try commune.office.database.close()
    unlink("\(folder.path)/other")
  }

  @Test func eachKindIsToldFromTheOthers() throws {
    let whole = try Commune(file: path)
    try whole.fill(5)
    try whole.office.database.close()
    let bytes = TemporaryFolder.bytes(at: path)
    try folder.write("office.db", [])
    #expect(broken()?.file == .empty)
    try folder.write("office.db", [UInt8](repeating: 0, count: 8192))
    #expect(broken()?.file == .zeros)
    for size in [100, 4096, bytes.count / 2, bytes.count - 4096] {
      try folder.write("office.db", Array(bytes[..<size]))
      #expect(broken()?.file == .cutOff(size, of: bytes.count))
      #expect(try Office.verify(path).findings.map(\.kind) == [.storage])
    }
    unlink(path)
    let plain = try DatabaseQueue(path: path)
    try plain.inDatabase {
      try $0.execute(sql: "PRAGMA application_id = \(OfficeFile.applicationID); PRAGMA user_version = 1")
    }
    try plain.close()
    #expect(broken()?.file == .withoutTables)
    unlink(path)
    try folder.write("office.db-wal", "còn lại")
    #expect(broken()?.file == .logOnly)
    // None of these is overwritten by a new office.
    #expect(throws: OpenRefusal.self) { try Commune(file: path) }
    #expect(try folder.names() == ["office.db-wal"])
  }

  @Test func theNewestGoodBackupIsNamedFirst() throws {
    try backup("so-cu.db", on: Day(2026, 3, 5), after: 1_772_700_000_000)
    try backup("office.db.before-restore-20261120-080000", on: Day(2026, 11, 20), after: 1_795_200_000_000)
    try folder.write("hong.db", Array(TemporaryFolder.bytes(at: "\(folder.path)/so-cu.db").prefix(9000)))
    try folder.write("chu.db", "không phải sổ")
    try folder.write("office.db", [])
    let ways = try #require(broken())
    #expect(
      ways.backups.map { $0.path.split(separator: "/").last.map(String.init) } == [
        "office.db.before-restore-20261120-080000", "so-cu.db",
      ])
    let words = OpenRefusal.broken(path, ways).words
    for part in ["rỗng", "vanthu restore \(folder.path)/office.db.before", "so-cu.db", "--from-hub", "vanthu init"] {
      #expect(words.vietnamese.contains(part), "\(words)")
    }
    let names = try folder.names()
    #expect(names.count == 5, "looking has left something: \(names)")
  }

  @Test func anOfficeBeginsInThePlaceOfAnEmptyFile() throws {
    for name in ["office.db", "office.db-wal", "office.db-shm"] { try folder.write(name, []) }
    let commune = try Commune(file: path)
    try commune.fill(2)
    #expect(try commune.office.verify().isSound)
    try commune.office.database.close()
    #expect(try folder.names() == ["office.db"])
    #expect(throws: OpenRefusal.exists(path)) { try Commune(file: path) }
  }

  @Test func aRestoreSetsALogWithoutItsFileAside() throws {
    try backup("so.db", on: Day(2026, 11, 20), after: 1_795_200_000_000)
    let commune = try Commune(file: path)
    try commune.fill(3)
    let log = TemporaryFolder.bytes(at: path + "-wal")
    try commune.office.database.close()
    unlink(path)
    try folder.write("office.db-wal", log)
    let restored = try Office.restore(from: "\(folder.path)/so.db", to: path, context: commune.context)
    #expect(try restored.office.verify().isSound && restored.office.verify().documents == 0)
    let aside = try #require(restored.setAside)
    #expect(TemporaryFolder.bytes(at: aside + "-wal") == log)
  }
}
