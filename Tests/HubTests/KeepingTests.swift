import Exchange
import Foundation
import GRDB
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// The hub's data on a disk: made, opened, verified, copied.
struct KeepingTests {
  let world = try! World()
  let folder = TemporaryFolder()

  private func create(_ name: String = "hub") throws -> Hub {
    let hub = try Hub.create("\(folder.path)/\(name)", name: "VP UBND tỉnh Cao Bằng", system: world.system)
    world.replace(hub: hub)
    return hub
  }

  private func lived() throws -> (Hub, TestStation, [UInt8]) {
    let hub = try create()
    let sender = try world.station(World.province)
    let content = world.bytes(150_000)
    for number in 1...12 {
      try sender.issues(number, to: [World.thucPhan], files: number == 5 ? [sender.file(content)] : nil)
    }
    try sender.exchange(pieces: false)
    try sender.exchange()
    return (hub, sender, content)
  }

  @Test func whatWasMadeIsOpenedAgain() throws {
    let hub = try create()
    let again = try Hub.open(hub.path, system: world.system)
    #expect(again.name == "VP UBND tỉnh Cao Bằng")
    #expect(again.station == hub.station && again.incarnation == hub.incarnation)
    #expect(try folder.names("hub").contains("hub.key"))
    #expect(throws: HubStorageRefusal.exists(hub.path)) { try Hub.create(hub.path, name: "x") }
    #expect(throws: HubStorageRefusal.none("\(folder.path)/none")) { try Hub.open("\(folder.path)/none") }
  }

  @Test func aHubOfAnEarlierVersionIsListedWhenItIsOpened() throws {
    let (hub, sender, _) = try lived()
    try sender.issues(20, to: [World.thucPhan])
    try sender.exchange()
    let known = try HubReader(of: hub).documents(of: World.thucPhan, matching: "họp", before: nil, limit: 99)
    #expect(!known.isEmpty)
    try hub.write { db in
      for table in ["listed", "changes", "reports", "intake", "listedWords", "accounts", "changesOfDay"] {
        try db.execute(sql: "DROP TABLE \(table)")
      }
      try db.execute(
        sql: """
          DROP INDEX troubledContacts; DROP INDEX noticesInMailboxes; ALTER TABLE entries DROP COLUMN taken;
          DELETE FROM grdb_migrations WHERE identifier IN ('page', 'changes')
          """)
    }
    let again = try Hub.open(hub.path, system: world.system)
    #expect(
      try HubReader(of: again).documents(of: World.thucPhan, matching: "họp", before: nil, limit: 99) == known)
    #expect(try again.verify().faults == [])
  }

  @Test func whoReadsSeesWhatWasWrittenMeanwhileAndWritesNothing() throws {
    let (hub, sender, _) = try lived()
    let reader = try HubReader(of: hub)
    let before = try reader.documents(of: World.thucPhan, matching: "", before: nil, limit: 99).count
    try sender.issues(21, to: [World.thucPhan])
    try sender.exchange()
    #expect(try reader.documents(of: World.thucPhan, matching: "", before: nil, limit: 99).count == before + 1)
    #expect(throws: HubStorageRefusal.self) { try reader.read { try $0.execute(sql: "DELETE FROM listed") } }
    try hub.list([Organ(id: "so-moi", name: "Sở Mới", level: .department)])
    #expect(try reader.directory["so-moi"]?.name == "Sở Mới")
  }

  @Test func theKeysAreReadByTheirOwnerOnlyAndBelongToTheirData() throws {
    let hub = try create()
    let other = try create("other")
    var facts = stat()
    #expect(stat("\(hub.path)/hub.key", &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    #expect(stat("\(hub.path)/hub.vanthu-hub", &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    try folder.write("hub/hub.key", folder.read("other/hub.key"))
    #expect(throws: HubStorageRefusal.keys(hub.path)) { try Hub.open(hub.path) }
    try folder.write("hub/hub.key", [1, 2, 3])
    #expect(throws: HubStorageRefusal.keys("\(hub.path)/hub.key")) { try Hub.open(hub.path) }
    _ = other
  }

  @Test func anotherProgramsFileIsRefused() throws {
    let hub = try create()
    try folder.write("foreign/hub.key", folder.read("hub/hub.key"))
    let foreign = try DatabaseQueue(path: "\(folder.path)/foreign/hub.vanthu-hub")
    try foreign.write { try $0.execute(sql: "CREATE TABLE hub (id)") }
    try foreign.close()
    #expect(throws: HubStorageRefusal.foreign("\(folder.path)/foreign")) { try Hub.open("\(folder.path)/foreign") }
    _ = hub
  }

  @Test func aSoundHubIsFoundSound() throws {
    let (hub, sender, content) = try lived()
    #expect(try folder.names("hub/contents/\(Hash256(of: content).description.prefix(2))").count == 1)
    let result = try Hub.open(hub.path, system: world.system).verify()
    #expect(result.faults.isEmpty)
    #expect(result.entries == 13 && result.mail == 12 && result.contents == 1 && result.seals == 2)
    #expect(sender.acknowledged == 12)
  }

  @Test(
    arguments: [
      "UPDATE entries SET act = replace(act, 'họp', 'ăn') WHERE sequence = 3",
      "UPDATE entries SET clerk = 'Ai đó' WHERE sequence = 3",
      "UPDATE seals SET signature = zeroblob(64) WHERE last = 12",
      "DELETE FROM seals WHERE last = 12",
      "DELETE FROM mailboxes WHERE position = 4",
      "UPDATE stationKeys SET signingKey = agreementKey",
      "contents",
    ])
  func whatWasChangedIsFound(_ change: String) throws {
    let (hub, _, content) = try lived()
    if change == "contents" {
      let name = "hub/contents/\(Hash256(of: content).description.prefix(2))/\(Hash256(of: content))"
      var bytes = try folder.read(name)
      bytes[70_000] ^= 1
      try folder.write(name, bytes)
    } else {
      try hub.write { try $0.execute(sql: change) }
    }
    #expect(try !hub.verify().faults.isEmpty)
  }

  @Test func aBackupHoldsEverythingAndIsAnotherLife() throws {
    let (hub, sender, content) = try lived()
    let path = "\(folder.path)/backup"
    try hub.backup(to: path)
    #expect(throws: HubStorageRefusal.exists(path)) { try hub.backup(to: path) }
    // The hub itself continues its incarnation.
    #expect(try Hub.open(hub.path, system: world.system).incarnation == hub.incarnation)
    world.now += 1_000
    let copy = try Hub.open(path, system: world.system)
    #expect(copy.incarnation != hub.incarnation)
    #expect(try copy.verify().faults.isEmpty)
    let reader = try world.station(World.thucPhan)
    #expect(reader.mail.count == 12)
    world.replace(hub: copy)
    try sender.exchange()
    #expect(sender.acknowledged == 12)
    #expect(try copy.read { try Contents.isHeld(Hash256(of: content), $0) })
    // Opened again, it is the same incarnation.
    #expect(try Hub.open(path, system: world.system).incarnation == copy.incarnation)
  }

  @Test func aBackupGoesOnWithWhatABrokenOneLeftAndWritesOverNothing() throws {
    let (hub, _, _) = try lived()
    let path = "\(folder.path)/backup"
    try hub.backup(to: path)
    // As when the disk was full, or the program ended, before the last step.
    try FileManager.default.moveItem(atPath: "\(path)/hub.vanthu-hub", toPath: "\(path)/hub.vanthu-hub.part")
    try folder.write("backup/hub.vanthu-hub.part-journal", "x")
    try hub.backup(to: path)
    #expect(try folder.names("backup").sorted() == ["contents", "hub.key", "hub.vanthu-hub"])
    #expect(try Hub.open(path, onlyToLook: true).verify().faults.isEmpty)
    // A folder of anything else, or with the keys of another hub, is left alone, and the refusal says which.
    try folder.write("photos/a.jpg", "ảnh")
    #expect(throws: HubStorageRefusal.notEmpty("\(folder.path)/photos")) {
      try hub.backup(to: "\(folder.path)/photos")
    }
    let other = try create("other")
    try folder.write("safe/hub.key", folder.read("other/hub.key"))
    #expect(throws: HubStorageRefusal.notEmpty("\(folder.path)/safe")) { try hub.backup(to: "\(folder.path)/safe") }
    #expect(throws: HubStorageRefusal.exists(other.path)) { try hub.backup(to: other.path) }
  }

  @Test func aLostContentDoesNotKeepTheRestFromBeingCopied() throws {
    let (hub, sender, content) = try lived()
    let other = world.bytes(5_000)
    try sender.issues(13, to: [], files: [sender.file(other)])
    try sender.exchange(pieces: false)
    try sender.exchange()
    let file = { (bytes: [UInt8]) in
      let name = Hash256(of: bytes).description
      return "contents/\(name.prefix(2))/\(name)"
    }
    try FileManager.default.removeItem(atPath: "\(hub.path)/\(file(content))")
    #expect(try hub.backup(to: "\(folder.path)/backup") == ["\(hub.path)/\(file(content))"])
    #expect(folder.has("backup/hub.vanthu-hub") && folder.has("backup/hub.key"))
    #expect(folder.has("backup/\(file(other))") && !folder.has("backup/\(file(content))"))
    #expect(try hub.auditEntries().last?.whom == "\(folder.path)/backup -1")
    // The next one is complete again.
    try folder.write("hub/\(file(content))", content)
    #expect(try hub.backup(to: "\(folder.path)/next") == [])
    #expect(try Hub.open("\(folder.path)/next", onlyToLook: true).verify().faults.isEmpty)
  }

  @Test func whatAnAdministratorDoesMeanwhileIsKnownToTheServingHub() throws {
    let (hub, sender, _) = try lived()
    let administrator = try Hub.open(hub.path, system: world.system)
    try administrator.list([Organ(id: "so-a", name: "Sở A", level: .department)])
    try sender.issues(13, to: ["so-a"])
    try sender.exchange()
    #expect(try hub.figures().unserved.map(\.organ).contains("so-a"))
    try administrator.startNewIncarnation()
    let answer = try sender.exchange()
    #expect(answer.compactMap(\.hello).first?.cursor?.incarnation == administrator.incarnation)
    #expect(hub.epoch == administrator.epoch)
    try administrator.revoke(sender.name.description, reason: "thử")
    #expect(try sender.exchange().compactMap(\.notice?.code) == ["revoked"])
    #expect(try hub.verify().faults.isEmpty)
  }

  @Test func figuresAreForProgramsToo() throws {
    let (hub, _, content) = try lived()
    let metrics = try hub.figures().metrics
    #expect(metrics.contains("vanthu_hub_stations 1\n") && metrics.contains("vanthu_hub_entries 13\n"))
    #expect(metrics.contains("vanthu_hub_content_bytes \(content.count)\n"))
  }

  @Test func aContentWrittenJustBeforeThePowerFailedIsTakenOver() throws {
    let (hub, sender, _) = try lived()
    let late = world.bytes(5_000)
    try sender.issues(13, to: [], files: [sender.file(late)])
    try sender.exchange(pieces: false)
    // The pieces are on the disk, and the content was not yet marked as complete.
    try hub.write { db in
      try db.execute(
        sql: "INSERT INTO pieces (sha256, sender, piece, bytes) VALUES (?, ?, 0, ?)",
        arguments: [Data(Hash256(of: late).bytes), World.province, Data(late)])
      try db.execute(
        sql: "UPDATE concerns SET got = size WHERE sha256 = ?", arguments: [Data(Hash256(of: late).bytes)])
    }
    try sender.exchange()
    #expect(sender.wants.isEmpty)
    #expect(try hub.read { try Contents.isHeld(Hash256(of: late), $0) })
  }

  @Test func aDiskWithoutRoomRefusesInASentenceAndAcknowledgesNothing() throws {
    let (hub, sender, _) = try lived()
    let pages = try hub.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    try hub.database.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    for number in 13...400 { try sender.issues(number, to: [World.thucPhan]) }
    #expect(throws: HubStorageRefusal.full(hub.path)) { try sender.exchange() }
    #expect(sender.acknowledged == 12)
    try hub.database.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    try sender.exchange()
    #expect(sender.acknowledged == 400)
    #expect(try hub.verify().faults.isEmpty)
  }
}
