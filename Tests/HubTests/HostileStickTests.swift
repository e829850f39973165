import Exchange
import Foundation
import Glibc
import Records
import TestProvince
import TestSupport
import Testing
import Wording

@testable import Hub

/// Sticks and mailboxes that an attacker has prepared. None of them destroys anything, blocks the hub, or holds back
/// the packets of others.
struct HostileStickTests {
  let world = try! World()
  let folder = TemporaryFolder()

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func lay(_ target: String, at name: String) { #expect(symlink(target, path(name)) == 0) }

  /// An honest station, with its packet on the stick.
  private func station(_ organ: Organ.ID = World.province) throws -> TestStation {
    let station = TestStation(world, organ)
    try station.enrol(.first)
    try station.note("Nông Thị Hương")
    let packet = try SealedWriter.packet(station.parts(), to: world.hub.keys.agreement.publicKey)
    try folder.write("vanthu/to-hub/\(station.name).vtp", packet)
    return station
  }

  private func isAnswered(_ station: TestStation) throws -> Bool {
    var reader = SealedReader(key: station.agreement)
    reader.feed(try folder.read("vanthu/to-station/\(station.name).vtp"))
    var bytes: [UInt8] = []
    while let part = try reader.next() { bytes += part }
    return try station.take(bytes).last?.isEnd == true
  }

  @Test func linksLaidReadyForAnyNameDestroyNoKey() throws {
    let hub = try Hub.create(path("hub"), name: "VP UBND tỉnh Cao Bằng", system: world.system)
    let key = try folder.read("hub/hub.key")
    try folder.write("usb/vanthu/to-hub/x.enrol", "{}")
    try FileManager.default.createDirectory(
      atPath: path("usb/vanthu/to-station"), withIntermediateDirectories: true)
    for name in ["x.enrolled.\(getpid()).part", "x.enrolled.part", "x.enrolled", ".x.enrolled.\(getpid()).part"] {
      lay(path("hub/hub.key"), at: "usb/vanthu/to-station/\(name)")
    }
    lay(path("hub/hub.key"), at: "usb/vanthu/hub.json")
    #expect(try hub.answerFolder(path("usb")).refused == 1)
    #expect(try folder.read("hub/hub.key") == key)
    // The answer is a file of its own.
    #expect(RefusedAnswer(json: try folder.read("usb/vanthu/to-station/x.enrolled")) != nil)
    var facts = stat()
    #expect(lstat(path("usb/vanthu/to-station/x.enrolled"), &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG)
  }

  @Test func foldersThatAreLinksAreRefusedInASentence() throws {
    _ = try station()
    try FileManager.default.createDirectory(atPath: path("nhà"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: path("usb2/vanthu"), withIntermediateDirectories: true)
    lay(path("nhà"), at: "vanthu/to-station")
    #expect(throws: HubStorageRefusal.inTheWay(path("vanthu/to-station"))) { try world.hub.answerFolder(folder.path) }
    lay(path("vanthu/to-hub"), at: "usb2/vanthu/to-hub")
    #expect(throws: HubStorageRefusal.inTheWay(path("usb2/vanthu/to-hub"))) {
      try world.hub.answerFolder(path("usb2"))
    }
    #expect(try folder.names("nhà").isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func whatIsNoFileHoldsNobodyUp() throws {
    let honest = try station()
    let secret = path("bí mật")
    try folder.write("bí mật", [1, 2, 3])
    mkfifo(path("vanthu/to-hub/a.vtp"), 0o600)
    mkfifo(path("vanthu/to-hub/a.enrol"), 0o600)
    lay("/dev/zero", at: "vanthu/to-hub/b.vtp")
    lay("/dev/zero", at: "vanthu/to-hub/b.enrol")
    lay(secret, at: "vanthu/to-hub/c.vtp")
    if geteuid() == 0 { mknod(path("vanthu/to-hub/d.vtp"), S_IFCHR | 0o600, dev_t(1 << 8 | 5)) }
    try FileManager.default.createDirectory(atPath: path("vanthu/to-hub/e.vtp"), withIntermediateDirectories: true)
    // Its answer would have a name that is too long for the file system.
    try folder.write("vanthu/to-hub/\(String(repeating: "f", count: 249)).enrol", "{}")
    let names = try folder.names("vanthu/to-hub")
    let summary = try world.hub.answerFolder(folder.path)
    #expect(summary.answered == 1 && summary.refused == names.count - 1)
    #expect(try isAnswered(honest))
    #expect(try folder.names("vanthu/to-hub") == names)
    #expect(try folder.names("vanthu/to-station") == ["\(honest.name).vtp"])
  }

  @Test func whatStandsInTheWayOfOneAnswerIsNoHindranceToTheOthers() throws {
    let (blocked, linked, honest) = (try station(), try station(World.thucPhan), try station(World.communes[8].id))
    let code = try world.hub.code(for: World.communes[9].id)
    let new = TestStation(world, World.communes[9].id)
    try folder.write("vanthu/to-hub/\(new.name).enrol", new.asks(.first, code, hub: world.hub.identity).json)
    try folder.write("bí mật", [1, 2, 3])
    for name in ["\(blocked.name).vtp", "\(new.name).enrolled"] {
      try FileManager.default.createDirectory(
        atPath: path("vanthu/to-station/\(name)/x"), withIntermediateDirectories: true)
    }
    lay(path("bí mật"), at: "vanthu/to-station/\(linked.name).vtp")
    let summary = try world.hub.answerFolder(folder.path)
    #expect(summary.answered == 2 && summary.refused == 2 && summary.enrolled == 0)
    #expect(try isAnswered(honest) && isAnswered(linked))
    #expect(try folder.read("bí mật") == [1, 2, 3])
    // No station was enrolled that could not be answered; once the way is free, all are answered.
    for name in ["\(blocked.name).vtp", "\(new.name).enrolled"] {
      try FileManager.default.removeItem(atPath: path("vanthu/to-station/\(name)"))
    }
    let again = try world.hub.answerFolder(folder.path)
    #expect(again.answered == 3 && again.enrolled == 1)
    #expect(try isAnswered(blocked))
  }

  @Test func aBackupFollowsNoLinkOutOfItsFolder() throws {
    let hub = try Hub.create(path("hub"), name: "VP UBND tỉnh Cao Bằng", system: world.system)
    let key = try folder.read("hub/hub.key")
    for name in ["usb", "nhà"] {
      try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }
    lay(path("hub/hub.key"), at: "usb/hub.vanthu-hub.part")
    lay(path("hub/hub.key"), at: "usb/hub.key.\(getpid()).part")
    lay(path("nhà"), at: "usb/contents")
    #expect(throws: HubStorageRefusal.inTheWay(path("usb/contents"))) { try hub.backup(to: path("usb")) }
    #expect(try folder.read("hub/hub.key") == key)
    #expect(try folder.names("nhà").isEmpty && folder.names("usb") == ["contents", "hub.key.\(getpid()).part"])
  }
}
